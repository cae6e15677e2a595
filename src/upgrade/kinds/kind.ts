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
