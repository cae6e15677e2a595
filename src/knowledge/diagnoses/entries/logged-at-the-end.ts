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
    const { by = "the server", status = null, seconds = null } = loggedEnd(upgrade) ?? {};
    if (by === "gin") return `The log shows 200 after ${seconds}, as gin writes for a WebSocket that was open.`;
    return status === null
      ? `The WebSocket was open; ${by}'s log shows how it ended.`
      : `The WebSocket was open; the log shows ${status} for it, written when it ended.`;
  },
  brief: ({ upgrade }) => {
    const { by = "the server", status = null } = loggedEnd(upgrade) ?? {};
    return status === null ? `Ended, as ${by} logged` : `Logged as ${status} when it ended`;
  },
  causes: (seen) => {
    const { upgrade } = seen;
    const end = loggedEnd(upgrade);
    if (end === null) return [];
    if (end.by === "nginx") return [nginxes(seen, end)];
    if (end.by === "HAProxy") return [haproxies(seen, end)];
    if (end.by === "Heroku's router") return [herokus(seen, end)];
    if (end.by === "gin") return [gins(end)];
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

/** A handler that takes the connection over sets no status, and gin's own is 200 (gin: response_writer.go). */
function gins({ quote, seconds }: LoggedEnd): Cause {
  return {
    id: "logged-at-the-end",
    likelihood: "likely",
    title: "gin logs a WebSocket as 200 when its handler returns",
    why: `A handler that takes the connection over sets no status, and gin's own is 200. The time is how long the handler ran: ${seconds}. An event stream would be logged in the same way.`,
    evidence: [`log of gin: ${quote}`],
    fix: null,
  };
}

/** Heroku closes what is silent for 55 s (devcenter.heroku.com/articles/http-routing#timeouts); H15 is its code for that. */
function herokus(seen: Case, { quote }: LoggedEnd): Cause {
  return {
    id: "proxy-idle-timeout",
    likelihood: "certain",
    title: "Heroku's router ended it because nothing had passed for 55 s",
    why: "H15 is its code for an idle connection, WebSockets included; the 503 in the line was not sent to the client. The window of 55 s cannot be changed, and each byte in either direction restarts it.",
    evidence: [`log of Heroku's router: ${quote}`],
    fix: {
      text: "Send a heartbeat more often than every 55 s, ideally pings from the server, or close idle connections before that.",
      snippets: [...heartbeatSnippets(seen, 55_000), ...otherHeartbeats(seen, 55_000)],
    },
  };
}

/** nginx closes what is silent for `proxy_read_timeout` (nginx.org/en/docs/http/websocket.html). */
function nginxes(seen: Case, { quote }: LoggedEnd): Cause {
  const evidence = [`log of nginx: ${quote}`];
  if (quote.startsWith("upstream timed out"))
    return {
      id: "proxy-idle-timeout",
      likelihood: "certain",
      title: "nginx ended it because the server had sent nothing for `proxy_read_timeout`",
      why: "nginx's log says so. The time is 60 s by default; the operator may have changed it. Each byte from the server starts it again.",
      evidence,
      fix: {
        text: "Send a heartbeat more often than that, ideally pings from the server, or make `proxy_read_timeout` longer.",
        snippets: [
          ...seen.snippets("longer-timeout"),
          ...heartbeatSnippets(seen, 60_000),
          ...otherHeartbeats(seen, 60_000),
        ],
      },
    };
  if (quote.startsWith("client timed out"))
    return {
      id: "connection-cut",
      likelihood: "certain",
      title: "The client took no more data, and nginx closed the connection",
      why: "nginx's log says so: what it had for the client could not be sent for as long as it waits. The client's network may have been gone, or the client may have stopped reading.",
      evidence,
      fix: {
        text: "If a laptop slept or a network changed, nothing needs to be repaired; make the client connect again.",
        snippets: [],
      },
    };
  return {
    id: "connection-cut",
    likelihood: "certain",
    title: "The connection was cut on one side of nginx",
    why: "nginx's log says that it could not go on reading or writing; it does not say which of its two sides went away, or why.",
    evidence,
    fix: { text: "Check the application's own log at that moment, for a crash or a restart.", snippets: [] },
  };
}

function haproxies(seen: Case, { quote }: LoggedEnd): Cause {
  const isClients = quote.includes(" cD");
  return {
    id: "proxy-idle-timeout",
    likelihood: "certain",
    title: "HAProxy ended it because nothing had passed for the time that it waits",
    why: `HAProxy's log says so: \`${isClients ? "c" : "s"}D\` means that it waited too long for the ${isClients ? "client" : "server"}. For a WebSocket that is \`timeout tunnel\`, and where it is not set, \`timeout client\` and \`timeout server\`.`,
    evidence: [`log of HAProxy: ${quote}`],
    fix: {
      text: "Send a heartbeat more often than that, or make `timeout tunnel` longer.",
      snippets: seen.snippets("longer-timeout"),
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
