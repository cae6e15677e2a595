import type { Seen } from "../observation.ts";
import type { CorsError, RequestEnd } from "./exchange.ts";
import type { Kind } from "./kind.ts";

/** A request turned out to be of another kind than it looked like: a long poll whose response does not end. */
export interface Classified extends Seen {
  readonly type: "classified";
  readonly kind: Kind;
}

/** CDP `Network.dataReceived` of an event stream: bytes of its body, from which events may follow. */
export interface BodySeen extends Seen {
  readonly type: "body";
  readonly bytes: number;
}

/** CDP `Network.webTransportConnectionEstablished`. */
export interface Established extends Seen {
  readonly type: "established";
}

/** CDP `Network.loadingFinished`, `…loadingFailed` and `…webTransportClosed`. */
export interface RequestEnded extends Seen {
  readonly type: "request-ended";
  readonly end: RequestEnd;
  /** The browser's words for a failure. */
  readonly message: string | null;
  /** Which rule for requests to other origins it broke; absent: the browser named none. */
  readonly corsError?: CorsError;
}

/** What is seen of requests and WebTransports alone; all else they share with sockets. */
export type RequestObservation = Classified | BodySeen | Established | RequestEnded;
