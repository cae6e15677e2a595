import { headerValue } from "../http/headers.ts";
import type { Response } from "../observation.ts";

/**
 * What stays pending. A WebSocket and what HTTP's Upgrade header asks for beside it are upgrades; a WebTransport is a
 * connection of its own; the rest are ordinary requests whose response is long in coming or never ends.
 */
export type Kind =
  | "websocket"
  | "webtransport"
  | "event-stream"
  | "long-poll"
  | "streaming-fetch"
  /** An Upgrade header that asks for something other than `websocket`; browsers never send one. */
  | "other-upgrade";

/** Which interface of the page made a request. */
export type Interface = "EventSource" | "fetch" | "XMLHttpRequest" | "WebTransport";

/** Kinds that are ordinary requests of HTTP: nothing is upgraded. */
export function isOrdinaryRequest(kind: Kind): boolean {
  return kind === "event-stream" || kind === "long-poll" || kind === "streaming-fetch";
}

/** Kinds of which nobody can count what passes: Chrome does not tell, or only a file has them. */
export function isUncounted(kind: Kind): boolean {
  return kind === "webtransport" || kind === "other-upgrade";
}

/** Whether a response says that it is an event stream (WHATWG HTML §9.2.5: `text/event-stream`, parameters ignored). */
export function isEventStream(response: Response | null): boolean {
  const type = response === null ? null : headerValue(response.headers, "Content-Type");
  return /^\s*text\/event-stream\s*(;|$)/i.test(type ?? "");
}
