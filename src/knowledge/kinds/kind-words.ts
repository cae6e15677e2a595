import { libraryPollOf } from "../../upgrade/http/library-poll.ts";
import type { Kind } from "../../upgrade/kinds/kind.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { type Reference, rfc } from "../reference.ts";
import type { Words } from "../text.ts";

/** What is said of a kind wherever it is named. */
export interface KindWords {
  readonly name: string;
  /** With its article, inside a sentence. */
  readonly one: Words;
  /** Why it is pending. */
  readonly about: Words;
  readonly reference: Reference;
}

export const SSE: Reference = {
  text: "WHATWG HTML: server-sent events",
  url: "https://html.spec.whatwg.org/multipage/server-sent-events.html",
};

export const WEBTRANSPORT: Reference = { text: "W3C: WebTransport", url: "https://www.w3.org/TR/webtransport/" };

/** All kinds, in the order of the documentation. */
export const KINDS: Readonly<Record<Kind, KindWords>> = {
  websocket: {
    name: "WebSocket",
    one: "a WebSocket",
    about: "It is an upgraded connection that stays open until one side closes it.",
    reference: rfc(6455, "1"),
  },
  webtransport: {
    name: "WebTransport",
    one: "a WebTransport",
    about: "It is a connection over HTTP/3 that stays open until one side closes it, as a WebSocket does.",
    reference: WEBTRANSPORT,
  },
  "event-stream": {
    name: "Event stream",
    one: "an event stream",
    about: "Its response is a list of events that is never finished: the server adds to it whenever something happens.",
    reference: SSE,
  },
  "long-poll": {
    name: "Long poll",
    one: "a long poll",
    about:
      "The server holds its response back until there is something to tell, or a time limit is reached; then the page asks again.",
    reference: rfc(6202, "2"),
  },
  "streaming-fetch": {
    name: "Streaming fetch",
    one: "a streaming fetch",
    about: "Its response has begun and is still coming: a stream without an end, or a large download.",
    reference: {
      text: "MDN: using readable streams",
      url: "https://developer.mozilla.org/en-US/docs/Web/API/Streams_API/Using_readable_streams",
    },
  },
  "other-upgrade": {
    name: "Other upgrade",
    one: "an upgrade to something other than a WebSocket",
    about: "The Upgrade header of HTTP/1.1 can ask for other protocols too. Pages cannot do that; other programs can.",
    reference: rfc(9110, "7.8"),
  },
};

/** "This is a long poll of SockJS", or where that is a guess, "It looks like a long poll". */
export function introduce(upgrade: Upgrade): Words {
  if (upgrade.kind !== "long-poll") return `This is ${KINDS[upgrade.kind].one}`;
  const library = libraryPollOf(upgrade.url ?? "");
  return library === null ? "It looks like a long poll" : `This is a long poll of ${library.name}`;
}

/** What passes on it, as the browser lets it be counted. */
export function nounOf({ kind, exchange }: Upgrade): "event" | "piece" {
  return kind === "event-stream" && (exchange?.by ?? "EventSource") === "EventSource" ? "event" : "piece";
}
