import type { Direction } from "../direction.ts";

/** How far an application protocol came: it asked and waits, was let in, was refused, or was told that it is over. */
export type ControlState = "waiting" | "accepted" | "refused" | "ended";

/** The protocols whose control messages are read. */
export type ControlProtocol =
  | "ably"
  | "action-cable"
  | "centrifugo"
  | "graphql"
  | "jupyter"
  | "json-rpc"
  | "mqtt"
  | "next-hmr"
  | "ocpp"
  | "phoenix"
  | "pusher"
  | "signalr"
  | "socket.io"
  | "stomp"
  | "vite-hmr"
  | "wamp"
  | "webpack-hmr";

/** Stand-in for a part's key: the response repeats the reference of its request, and does not name the part. */
export const BY_ASK = -1;

/** What one control message said: all that is kept of it. */
export interface Control {
  readonly protocol: ControlProtocol;
  readonly state: ControlState;
  /** The part of the connection that it is about, as the protocol names it (`/admin`); null: the whole connection. */
  readonly scope: string | null;
  /** Tells parts apart whose names are shortened or not kept: a checksum, 0 for the whole connection. */
  readonly key: number;
  /** A checksum of the request's own reference, where responses repeat it; null: they do not. */
  readonly ask: number | null;
  /** Whether it counts only as the response to a request that was seen. */
  readonly isResponse: boolean;
  /** The other side's words, shortened (`reasonOf`); null: none were given. */
  readonly reason: string | null;
  /** Its number or word for the reason, as the protocol has it; null: none. */
  readonly code: string | null;
  /** The interval of the sign of life that was announced, in milliseconds; null: none was. */
  readonly heartbeatMs: number | null;
  /** Whether its form alone shows the protocol; otherwise something else has to. */
  readonly isSure: boolean;
}

/** A message as its readers get it: one that they know, or null. */
export interface Readable {
  readonly direction: Direction;
  readonly text: string;
  /** The message as JSON; undefined where it is not one, or longer than is read. */
  readonly json: unknown;
}

/** A control message of which only some things are reported. */
export function control(
  protocol: ControlProtocol,
  state: ControlState,
  isSure: boolean,
  more: Partial<Omit<Control, "protocol" | "state" | "isSure">> = {},
): Control {
  return {
    protocol,
    state,
    isSure,
    scope: null,
    key: 0,
    ask: null,
    isResponse: false,
    reason: null,
    code: null,
    heartbeatMs: null,
    ...more,
  };
}

/** A checksum of a name (FNV-1a, 32 bits), never 0: names of rooms and topics may hold a person's. */
export function keyOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}
