import type { Purpose } from "../../intermediaries/intermediary.ts";
import { visibleText } from "../../text.ts";
import { supported } from "../case.ts";
import { upgradeNotForwarded } from "../causes/forwarding.ts";
import type { Case, Cause, Diagnosis, Snippet } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/** nginx's error log says that a response broke off after its headers had arrived: it was no 101, and its status is not in the line. */
export const responseBrokenOff: Diagnosis = {
  id: "response-broken-off",
  stage: "response-transport",
  reference: {
    text: "nginx: ngx_http_upstream.c",
    url: "https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c",
  },
  applies: ({ failure }) => failure.kind === "text" && failure.text === "broken-off",
  summary: () => "A response had begun, and it broke off at nginx before it was complete.",
  brief: () => "the response broke off",
  causes: (seen) => supported(brokenBy(seen), notSwitched(seen)),
};

function brokenBy(seen: Case): Cause {
  const words = seen.upgrade.error?.message ?? "";
  const evidence = [`log of nginx: ${visibleText(words)}`];
  if (words.startsWith("upstream timed out"))
    return {
      id: "proxy-idle-timeout",
      likelihood: "certain",
      title: "nginx ended it because the server had sent nothing more for `proxy_read_timeout`",
      why: "nginx's log says that it waited while it read the response itself: the headers had arrived by then. The time is 60 s by default; the operator may have changed it. A long response, such as an event stream, that is silent for as long ends like this.",
      evidence,
      fix: {
        text: "Let the server send something more often than that, or make `proxy_read_timeout` longer.",
        snippets: ofNginx(seen, "longer-timeout"),
      },
    };
  const isClients = /client (?:timed out|prematurely closed)/.test(words) || !/upstream/.test(words);
  return {
    id: "connection-cut",
    likelihood: isClients && !words.includes("client ") ? "likely" : "certain",
    title: isClients
      ? "The client was gone, or took no more of the response"
      : "The server behind nginx ended the connection before its response was complete",
    why: "nginx's log says so. The headers of the response had arrived by then.",
    evidence,
    fix: {
      text: isClients
        ? "If the page was left or a network changed, nothing needs to be repaired."
        : "Check the application's own log at that moment, for a crash, a restart or a timeout of its own.",
      snippets: [],
    },
  };
}

/** nginx has other words for a WebSocket that it had switched: this response was an ordinary one. */
function notSwitched(seen: Case): Cause | null {
  const cause = upgradeNotForwarded(seen, "possible");
  if (cause === null) return null;
  return {
    ...cause,
    title: "If this was a handshake, the server may not have got it as one",
    why: "For a WebSocket that it has switched, nginx writes `while proxying upgraded connection`. Here it passed on an ordinary response, as servers give to a request that arrives without `Upgrade` and `Connection`.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "If it was one, make nginx forward both headers to the server, in the section that serves this path.",
      snippets: ofNginx(seen, "forward-upgrade"),
    },
  };
}

/** The line is nginx's: what other products need is beside the point. */
function ofNginx(seen: Case, purpose: Purpose): Snippet[] {
  return seen.snippets(purpose).filter((snippet) => snippet.for === "nginx");
}
