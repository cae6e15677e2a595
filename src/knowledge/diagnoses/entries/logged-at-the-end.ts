import { heartbeatSnippets, otherHeartbeats } from "../../applications/heartbeat.ts";
import { type LoggedEnd, loggedEnd } from "../../bodies/logged-end.ts";
import { rfc } from "../../reference.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";

/** A server's log has an ordinary status, or an error, for a WebSocket that had been open: it wrote the line when that ended. */
export const loggedAtTheEnd: Diagnosis = {
  id: "logged-at-the-end",
  stage: "ended",
  reference: rfc(6455, "7.1.4"),
  applies: ({ upgrade }) => loggedEnd(upgrade) !== null,
  summary: ({ upgrade }) => {
    const { by = "the server", status = null } = loggedEnd(upgrade) ?? {};
    return status === null
      ? `The WebSocket was open; the error log of ${by} says how it ended.`
      : `The WebSocket was open; the log shows ${status} for it, written when it ended.`;
  },
  brief: ({ upgrade }) => {
    const status = loggedEnd(upgrade)?.status ?? null;
    return status === null ? "Logged as an error when it ended" : `Logged as ${status} when it ended`;
  },
  causes: (seen) => {
    const { upgrade } = seen;
    const end = loggedEnd(upgrade);
    if (end === null) return [];
    if (end.by === "Heroku's router") return [herokus(seen, end)];
    if (end.by === "nginx") return [nginxs(seen, end)];
    return [end.seconds === null ? werkzeugs(end) : eventlets(end, end.seconds)];
  },
};

function eventlets({ quote }: LoggedEnd, seconds: string): Cause {
  return {
    id: "logged-at-the-end",
    likelihood: "certain",
    title: "eventlet logs a WebSocket as 200 when it ends",
    why: `It starts each line with 200, and what takes the connection over never changes that. The last number is how long it was open: ${Number(seconds).toFixed(1)} s.`,
    evidence: [`log of eventlet: ${quote}`],
    fix: null,
  };
}

/** Heroku closes what is silent for 55 s (devcenter.heroku.com/articles/http-routing#timeouts); H15 is its code for that. */
function herokus(seen: Case, { quote }: LoggedEnd): Cause {
  return {
    id: "proxy-idle-timeout",
    likelihood: "certain",
    title: "Heroku's router ended it because nothing had passed for 55 s",
    why: "H15 is its code for an idle connection, WebSockets included; the 503 in the line reached nobody. The window of 55 s cannot be changed, and each byte in either direction starts it again.",
    evidence: [`log of Heroku's router: ${quote}`],
    fix: {
      text: "Send a heartbeat more often than every 55 s, ideally pings from the server, or close idle connections before that.",
      snippets: [...heartbeatSnippets(seen, 55_000), ...otherHeartbeats(seen, 55_000)],
    },
  };
}

/** What nginx says of a connection that it had switched; 1 min without data is its default (nginx: proxy_read_timeout). */
function nginxs(seen: Case, { quote }: LoggedEnd): Cause {
  const evidence = [`log of nginx: ${quote}`];
  if (/timed out/.test(quote)) {
    return {
      id: "proxy-idle-timeout",
      likelihood: "certain",
      title: "nginx ended it because nothing had passed for as long as it waits",
      why: "The line says so: `proxy_read_timeout`, by default 1 min, ends a WebSocket on which the server sends nothing, not even a ping.",
      evidence,
      fix: {
        text: "Send a heartbeat more often than that, ideally pings from the server, or make nginx wait longer.",
        snippets: [
          ...seen.snippets("longer-timeout"),
          ...heartbeatSnippets(seen, 60_000),
          ...otherHeartbeats(seen, 60_000),
        ],
      },
    };
  }
  const isClients = /^(?:client|send)/.test(quote);
  return {
    id: isClients ? "connection-cut" : "server-restart",
    likelihood: "likely",
    title: isClients
      ? "The client, or its network, may have gone away without a closing message"
      : "The server behind nginx may have cut it without a closing message",
    why: "The handshake had succeeded, and nginx passed data until one side was gone. Its line names the side, not the reason.",
    evidence,
    fix: {
      text: isClients
        ? "Nothing has to be repaired when a page was left; else make the client connect again."
        : "Look into the log of the server behind nginx at that time, and make clients connect again.",
      snippets: [],
    },
  };
}

function werkzeugs({ quote }: LoggedEnd): Cause {
  return {
    id: "logged-at-the-end",
    likelihood: "certain",
    title: "Werkzeug logs a WebSocket as 500 when it ends",
    why: "The traceback says why: no response to an ordinary request was ever begun (`write() before start_response`), since the application had taken the connection over.",
    evidence: [`log of Werkzeug: ${quote}`],
    fix: {
      text: "Nothing failed. The current release of Flask-Sock no longer causes the line; for Flask-SocketIO see [python-engineio, issue 457](https://github.com/miguelgrinberg/python-engineio/issues/457).",
      snippets: [],
    },
  };
}
