import { libraryPollOf } from "../../upgrade/http/library-poll.ts";
import { isShownAsPending, isUntold, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { PendingReason } from "../explanation/explanation.ts";
import type { Words } from "../text.ts";
import { KINDS, nounOf } from "./kind-words.ts";

/**
 * Why the Network panel prints "Pending" for a request or a WebTransport: it has no end yet, and so no duration.
 *
 * @returns null where it prints a duration, and for a file
 */
export function requestPending(upgrade: Upgrade): PendingReason | null {
  if (upgrade.kind === "other-upgrade" || isUntold(upgrade) || !isShownAsPending(upgrade)) return null;
  const title = "Why DevTools says Pending";
  const state = stateOf(upgrade);
  if (upgrade.kind === "webtransport" && state !== "requested")
    return state === "blocked"
      ? { title, plain: FORBIDDEN, engineer: FORBIDDEN_ENGINEER }
      : { title, plain: `${KINDS.webtransport.about} ${ESTABLISHED}`, engineer: ENGINEER.webtransport };
  switch (state) {
    case "queued":
      return { title, plain: QUEUED, engineer: QUEUED_ENGINEER };
    case "requested":
      return { title, plain: `${unansweredWords(upgrade)} ${UNANSWERED}`, engineer: ENGINEER[upgrade.kind] };
    default:
      return { title, plain: `${KINDS[upgrade.kind].about} ${OPEN}`, engineer: ENGINEER[engineerKind(upgrade)] };
  }
}

type Worded = Exclude<Upgrade["kind"], "websocket" | "other-upgrade"> | "read-stream";

/** A page that reads an event stream with `fetch` has to do for itself what an EventSource does. */
function engineerKind(upgrade: Upgrade): keyof typeof ENGINEER {
  return upgrade.kind === "event-stream" && nounOf(upgrade) === "piece" ? "read-stream" : upgrade.kind;
}

/** That a slow answer is a long poll is a guess unless its address is a library's. */
function unansweredWords({ kind, url }: Upgrade): Words {
  if (kind !== "long-poll" || libraryPollOf(url ?? "") !== null) return KINDS[kind].about;
  return "If this is a long poll, the server holds its response back until there is something to tell. It may also be a response that is slow.";
}

const ESTABLISHED =
  "As long as it goes on DevTools leaves its status at `(pending)`. The time beside that is the one that it took to be established.";
const FORBIDDEN =
  "The page's own policy forbids it, so the browser never began. DevTools is not told that it is over, and goes on saying Pending.";
const FORBIDDEN_ENGINEER =
  "Chrome sends `webTransportCreated` for it and neither `webTransportConnectionEstablished` nor `webTransportClosed`. The reason stands in the console alone, and in the rejection of the page's `ready` promise.";
const OPEN = "As long as it goes on there is no end to measure to, so DevTools shows no time and says Pending.";
const UNANSWERED = "Until there is a response DevTools has no time to show and says Pending.";
const QUEUED =
  "The page has asked for it, but nothing shows that the request has gone out. It may wait for a free connection: over HTTP/1.1 a browser keeps at most six to one host, and every stream that stays open uses one up.";
const QUEUED_ENGINEER =
  "No `requestWillBeSentExtraInfo` event was seen for it, which Chrome sends when the request goes to the network. Six connections for each host is Chrome's limit for HTTP/1.1; over HTTP/2 and HTTP/3 one connection carries many requests. A service worker that answers itself sends no such event either.";

const ENGINEER: Readonly<Record<Worded | "websocket" | "other-upgrade", Words>> = {
  websocket: "",
  "other-upgrade": "",
  webtransport:
    "Chrome tells extensions when a WebTransport is asked for, established and closed, and nothing else: no headers, no streams, no datagrams, no close code. It needs HTTP/3, so QUIC over UDP, and a certificate that the browser trusts or whose hash the page names ([W3C WebTransport](https://www.w3.org/TR/webtransport/)).",
  "event-stream":
    "An `EventSource` takes only `200` with `Content-Type: text/event-stream`, and connects again by itself when the stream ends ([WHATWG HTML](https://html.spec.whatwg.org/multipage/server-sent-events.html)). What is not normal: events that come late and in bursts (a proxy that buffers), and over HTTP/1.1 a page that opens many, since each uses one of six connections to its host.",
  "read-stream":
    "The page reads this event stream itself, with `fetch` or `XMLHttpRequest`. Chrome then reports the pieces of its body as they come and not the events in them; nothing connects again unless the page does.",
  "long-poll":
    "A long poll is an ordinary request, and nothing on the wire marks it as one: without a library's address this is read from its waiting alone ([RFC 6202 §2](https://www.rfc-editor.org/rfc/rfc6202#section-2)). What is not normal: a response of 502 or 504 from a proxy that did not wait as long as the server.",
  "streaming-fetch":
    "The head of the response is there and the body has not ended. With `Content-Length` it is a download; without, it goes on until the server ends it. If the page does not read the body, Chrome stops taking it in after a while, and it stays Pending for that reason.",
};
