import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";

/**
 * What can be set in the program that responds to the handshake: which pages may connect, the path, the subprotocol that it
 * chooses, the sign of life, whether WebSockets are served at all, and how to do without sticky sessions.
 */
export type Setting =
  | "allow-origin"
  | "serve-path"
  | "choose-subprotocol"
  | "heartbeat"
  | "enable-websockets"
  | "sticky-sessions";

/** What is filled into a setting: the user's own page, host and path, each replaced by a word in capitals if not plain. */
export interface SettingContext {
  /** The page's origin: "https://app.example.com". */
  readonly origin: string;
  /** The origin's host without port. */
  readonly originHost: string;
  /** The socket's path: "/chat". */
  readonly path: string;
  /** How often to send a sign of life, in whole seconds. */
  readonly seconds: number;
  /** The id of the recognized protocol, or null. */
  readonly protocol: string | null;
}

/** A library or framework in which WebSocket servers are written. */
export interface Application {
  /** Also the name of the file. */
  readonly id: string;
  readonly name: string;
  readonly reference: Reference;
  /** Ids of the recognized protocols that it is known to serve. */
  readonly protocols: readonly string[];
  /** Whether servers of any protocol are written in it. */
  readonly isGeneral: boolean;
  /** What it compares an origin with besides the `Host` that it is sent, where that has to be set; absent: nothing is known. */
  readonly ownOrigin?: Words;
  /** How it names itself in the `Server` header of its responses; absent: it does not, or a proxy's name stands there. */
  readonly server?: RegExp;
  /** Code or configuration for each setting that it has; null where the one that was seen needs nothing. */
  readonly settings: Partial<Record<Setting, (context: SettingContext) => string | null>>;
}
