import type { Control } from "./application/control.ts";
import type { Named } from "./application/named.ts";
import type { CallStack } from "./call-stack.ts";
import type { Direction } from "./direction.ts";
import type { CorsError, Exchange, RequestEnd } from "./http/exchange.ts";
import type { Headers } from "./http/headers.ts";
import type { Kind } from "./kinds/kind.ts";
import type { NetworkFacts } from "./network-facts.ts";

/** Where a connection was opened: the page itself, a frame in it, or one of its workers. */
export type Target = "page" | "iframe" | "worker" | "shared-worker" | "service-worker";

/** The script line that opened the connection; line and column count from 1, as editors do. */
export interface Initiator {
  readonly url: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly function: string | null;
}

/** One message as the browser reports it: whole, decompressed, never its content. */
export interface Message {
  /** Epoch milliseconds; NaN where a file does not say. */
  readonly at: number;
  readonly direction: Direction;
  /** RFC 6455 §5.2: 1 is text, 2 is binary; the browser reports no others. Of a streamed body: `PIECE`. */
  readonly opcode: number;
  /** Bytes of application payload; null when the browser does not say (a Blob that was sent). */
  readonly size: number | null;
  /** A short digest of the payload, so that one message seen by two sources is known as one; not reversible. */
  readonly digest: number;
  /** What it said of the application protocol; absent: it is no control message of one, or was not looked at. */
  readonly control?: Control;
  /** Received among the first, and too long to be read: it may have been a response that is waited for. */
  readonly isUnread?: true;
  /** What it is called, once for each part of it that has a name; absent: nobody asked for that. */
  readonly names?: readonly Named[];
}

/** The response to a handshake. */
export interface Response {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  /** Version of HTTP as it was written: "1.1", "2"; absent: the record does not say. */
  readonly httpVersion?: string;
  /** Beginning of the body as text, decoded and bounded; absent: the record does not have it. */
  readonly body?: string;
  /** What the server that sent it wrote about it into its own log, where a line of that is the record. */
  readonly logLine?: string;
  /** Whether the record does not state the status, and it is what the server sends where it logs these words. */
  readonly isStatusInferred?: true;
  /** Whether the record breaks off within the headers, or leaves some out: one that is not among them may have come. */
  readonly isCut?: true;
}

/** What every observation has. */
export interface ObservationBase {
  /** The connection as its source names it: unique per source, target and request. */
  readonly sourceId: string;
  /** When it was seen, epoch milliseconds. */
  readonly at: number;
  /** The debugger session that reported it: what is heard in one session belongs to nothing of another; absent: not reported. */
  readonly session?: string;
}

/** CDP `Network.webSocketCreated`: the page asked for a connection. */
export interface Created extends ObservationBase {
  readonly type: "created";
  readonly url: string;
  readonly initiator: Initiator | null;
  /** Absent: nobody reported it. */
  readonly stack?: CallStack;
  /** null: the page, or a frame in its process. */
  readonly target: Target | null;
  readonly kind: Kind;
  /** How it was asked for; null: a WebSocket. */
  readonly exchange: Exchange | null;
}

/** CDP `Network.webSocketWillSendHandshakeRequest`: DNS, TCP and TLS are done, the request goes out. */
export interface RequestSent extends ObservationBase {
  readonly type: "request-sent";
  readonly headers: Headers;
}

/** CDP `Network.webSocketHandshakeResponseReceived`: sent only for a handshake that the browser found valid. */
export interface ResponseReceived extends ObservationBase {
  readonly type: "response";
  readonly response: Response;
  /** The request once more, as text and so in wire order; null when the browser did not repeat it. */
  readonly requestHeaders: Headers | null;
  /** The URL out of the repeated request line, and where it lives: for a session that began in mid-handshake. */
  readonly url?: string | null;
  readonly target?: Target | null;
  /** HTTP's version where the browser reports it: never for a WebSocket. */
  readonly protocol?: string;
}

/** CDP `Network.webSocketFrameSent` and `…Received`. */
export interface MessageObserved extends ObservationBase {
  readonly type: "message";
  readonly message: Message;
  /** Where its connection lives: of one whose creation was not seen nothing else shows it. */
  readonly target?: Target | null;
  /** When the news of it arrived here, epoch milliseconds; absent: at once. */
  readonly arrivedAt?: number;
  /** When its session began to hear the network, epoch milliseconds; absent: not reported. */
  readonly watchedSince?: number;
}

/** CDP `Network.webSocketFrameError`: the browser's own words for what went wrong; may be empty. */
export interface ErrorObserved extends ObservationBase {
  readonly type: "error";
  readonly message: string;
  /** The browser's monotonic clock in seconds: the only time that both sources give for a request never sent. */
  readonly monotonicSeconds: number | null;
}

/** CDP `Network.webSocketClosed`: it is over; neither code nor reason is reported. */
export interface Closed extends ObservationBase {
  readonly type: "closed";
  /** The browser's monotonic clock in seconds: of a request never sent, the log dates the end by it alone; absent: not reported. */
  readonly monotonicSeconds?: number;
}

/** No event says so, but what owned the connection is gone (docs/chromium.md#navigation). */
export interface Ended extends ObservationBase {
  readonly type: "ended";
  readonly by: EndedBy;
}

export type EndedBy = "navigation" | "target-gone";

/**
 * The page's own `close` event, heard without touching its `WebSocket` (docs/chromium.md#close-code). RFC 6455
 * §7.1.5 to §7.1.6; `wasClean` is WHATWG WebSockets' word for a finished closing handshake.
 */
export interface ClosedBy extends ObservationBase {
  readonly type: "closed-by";
  /** The URL of the live socket that heard it; absent where the connection itself is named. */
  readonly url?: string;
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/** Which rule of the browser refused a connection before any network event. */
export type BlockedBy = "content-security-policy" | "mixed-content" | "socket-limit" | "blocked-by-client";

/** The browser refused before the network: a console entry or an issue reports it, never a network event. */
export interface Blocked extends ObservationBase {
  readonly type: "blocked";
  readonly url: string;
  readonly by: BlockedBy;
  /** The browser's own words. */
  readonly message: string;
  /** The policy directive that refused, as "connect-src 'self'", where the words quote one. */
  readonly directive: string | null;
  readonly initiator: Initiator | null;
  /** null: the page, or a frame in its process. */
  readonly target: Target | null;
}

/** It became known in which frame of the page's process a connection lives. */
export interface Located extends ObservationBase {
  readonly type: "located";
  readonly target: Target;
}

/** A live socket of the page, read on demand: also one that is older than the capture. */
export interface SocketState extends ObservationBase {
  readonly type: "socket-state";
  readonly url: string;
  /** WHATWG: 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState: number;
  readonly protocol: string;
  readonly extensions: string;
  /** Bytes that `send` accepted and the network has not taken yet. */
  readonly bufferedAmount: number;
  readonly target: Target;
  /** When its session began to hear the network, epoch milliseconds; absent: not reported. */
  readonly watchedSince?: number;
}

/** A live socket of the page received a message, just after the network reported it: so it can be known which one it is. */
export interface SocketMessage extends ObservationBase {
  readonly type: "socket-message";
  readonly url: string;
}

/** A request turned out to be of another kind than it looked like: a long poll whose response does not end. */
export interface Classified extends ObservationBase {
  readonly type: "classified";
  readonly kind: Kind;
}

/** CDP `Network.dataReceived` of an event stream: bytes of its body, from which events may follow. */
export interface BodyObserved extends ObservationBase {
  readonly type: "body";
  readonly bytes: number;
}

/** CDP `Network.webTransportConnectionEstablished`. */
export interface Established extends ObservationBase {
  readonly type: "established";
}

/** CDP `Network.loadingFinished`, `…loadingFailed` and `…webTransportClosed`. */
export interface RequestEnded extends ObservationBase {
  readonly type: "request-ended";
  readonly end: RequestEnd;
  /** The browser's words for a failure. */
  readonly message: string | null;
  /** Which rule for requests to other origins it broke; absent: the browser named none. */
  readonly corsError?: CorsError;
}

/** Live counting stopped: what it had counted is kept, what follows only the network log knows. */
export interface Paused extends ObservationBase {
  readonly type: "paused";
}

/** One entry of DevTools' network log or of a HAR file: all that is known at that moment, reported again at every look. */
export interface Logged extends ObservationBase {
  readonly type: "logged";
  readonly url: string;
  readonly initiator: Initiator | null;
  /** Absent: the log does not say. */
  readonly stack?: CallStack;
  /** When the handshake request was sent, epoch milliseconds; null if it never was. */
  readonly startedAt: number | null;
  readonly requestHeaders: Headers;
  readonly response: Response | null;
  readonly messages: readonly Message[];
  /** Whether the log has a place for messages: without one, an empty list says nothing. */
  readonly logsMessages: boolean;
  readonly error: {
    readonly message: string;
    readonly at: number | null;
    readonly monotonicSeconds: number | null;
  } | null;
  /** true: it ended; null: the log does not say (HAR has no flag for it). */
  readonly finished: true | null;
  readonly finishedAt: number | null;
  /** When it ended though its request was never sent, and nothing was said of why: seconds of the browser's monotonic clock. */
  readonly unsentEnd?: number;
  /** The close frame, or what its absence means (RFC 6455 §7.1.5), where a tool on the path wrote it down. */
  readonly close?: { readonly code: number; readonly reason: string; readonly wasClean: boolean } | null;
  /** Request line of the wire, where the log's writer saw it: method, and version of HTTP as "1.1" or "2". */
  readonly method?: string;
  readonly httpVersion?: string;
  /** Whether the log is a file: then nothing more will come, and "open" cannot be claimed. */
  readonly fromFile: boolean;
  /** Name of the program that asked, by its `User-Agent`, of the tool that failed, or Firefox, whose log it is; absent: a page. */
  readonly client?: string;
  /** The log would not have reported its end: whether it still lives is not known. */
  readonly isUnsure?: boolean;
  /** Absent: the log does not say. */
  readonly network?: NetworkFacts;
  /** The browser refuses a response like the one that was logged, though it is a 101; absent: it does not, or is not known to. */
  readonly isRefused?: true;
  readonly kind: Kind;
  /** How it was asked for; null: a WebSocket. */
  readonly exchange: Exchange | null;
}

/** What was seen, by whom and when: the only way in which an upgrade changes. */
export type Observation =
  | Created
  | RequestSent
  | ResponseReceived
  | MessageObserved
  | ErrorObserved
  | Closed
  | Ended
  | ClosedBy
  | Blocked
  | Located
  | SocketState
  | SocketMessage
  | Paused
  | Logged
  | Classified
  | BodyObserved
  | Established
  | RequestEnded;
