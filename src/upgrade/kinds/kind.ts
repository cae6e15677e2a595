/**
 * All kinds of what stays pending, each with the family whose facts it has. A WebSocket and what HTTP's Upgrade header asks for
 * beside it are upgrades; a WebTransport is a connection of its own; the rest are ordinary requests whose response is long in
 * coming or never ends.
 *
 * In order of how much has to be known to say so, most last: everything looks like a WebSocket until a source knows better. Of
 * two sources that name different kinds, the later one of this list is right.
 */
export const KINDS = {
  websocket: "websocket",
  /** An Upgrade header that asks for something other than `websocket`; browsers never send one. */
  "other-upgrade": "other-upgrade",
  "long-poll": "request",
  "streaming-fetch": "request",
  "event-stream": "event-stream",
  webtransport: "webtransport",
} as const;

export type Kind = keyof typeof KINDS;

/** Kinds of one family have the same facts; what is said of each stands in `knowledge/kinds`. */
export type Family = (typeof KINDS)[Kind];

/** The kinds of one family. */
export type KindOf<F extends Family> = { [K in Kind]: (typeof KINDS)[K] extends F ? K : never }[Kind];
