import type { Part } from "./application/part.ts";
import type { CallStack } from "./call-stack.ts";
import { type Counted, nothingCounted } from "./counts/counted.ts";
import type { Exchange } from "./http/exchange.ts";
import type { Headers } from "./http/headers.ts";
import type { Kind } from "./kinds/kind.ts";
import type { NetworkFacts } from "./network-facts.ts";
import type { BlockedBy, EndedBy, Initiator, Response, Target } from "./observation.ts";

/** The states of docs/report-format.md#states. */
export type State = "queued" | "requested" | "open" | "closed" | "failed" | "blocked";

/**
 * All that was seen of one upgrade: facts only, no judgment. What follows from the facts (its state, its totals) is
 * computed by `state.ts` and `lifetime.ts`, so that the order in which the facts came in cannot matter.
 */
export interface Upgrade extends Counted {
  /** Given by the connection tracker: "c1", "c2" … */
  readonly id: string;
  readonly kind: Kind;
  /** What a request or a WebTransport has beyond a handshake; null: a WebSocket. */
  readonly exchange: Exchange | null;
  /** null for a connection older than the capture, of which only messages were seen. */
  readonly url: string | null;
  readonly target: Target | null;
  readonly initiator: Initiator | null;
  /** All calls that led to it; absent: nobody reported them. */
  readonly stack?: CallStack;
  /** Epoch milliseconds, all of them; null is "not known". */
  readonly createdAt: number | null;
  readonly request: (RequestLine & { readonly headers: Headers; readonly at: number | null }) | null;
  /** How often the request was sent: more than once after an authentication or an HTTP/2 retry. */
  readonly requestsSent: number;
  readonly response: (Response & { readonly at: number | null }) | null;
  readonly error: {
    readonly message: string;
    readonly at: number | null;
    readonly monotonicSeconds: number | null;
  } | null;
  readonly closedAt: number | null;
  readonly ended: "closed" | EndedBy | null;
  /** When it ended before its request was sent, in seconds of the browser's monotonic clock; absent: it did not, or nobody reported it. */
  readonly unsentEnd?: number;
  /** What the page's `close` event said; null when nobody heard it. */
  readonly close: { readonly code: number; readonly reason: string; readonly wasClean: boolean } | null;
  /** Which rule of the browser refused it before the network, in the browser's message; null: none did. */
  readonly blocked: { readonly by: BlockedBy; readonly message: string; readonly directive: string | null } | null;
  /** Snapshots of the live socket itself, oldest first; bounded. Empty: nobody looked. */
  readonly snapshots: readonly SocketSnapshot[];
  /** What the application protocol said of itself, oldest first; bounded. Empty: nothing that is read. */
  readonly application: readonly Part[];
  readonly seenBy: { readonly debugger: boolean; readonly network: boolean };
  /** Whether the log that it was read from records messages; null: it was in no log. Many tools' HARs do not. */
  readonly logsMessages: boolean | null;
  /** Since when nothing watches it any more: live counting stopped, and DevTools' log does not have it. */
  readonly unwatchedSince: number | null;
  /** When the debugger began to watch what may be older, epoch milliseconds; absent: not reported. */
  readonly watchedSince?: number;
  /** Read from a file: nothing more will come, and whether it is still open cannot be known. */
  readonly fromFile: boolean;
  /** Name of the program that asked: "curl", "wget", "Firefox"; absent: a page, through its browser. */
  readonly client?: string;
  /** What lies below the handshake; absent: the record does not say. */
  readonly network?: NetworkFacts;
  /** The record names host and path and not whether TLS was in use: the scheme of `url` is a guess; absent: it is known. */
  readonly isSchemeGuessed?: true;
  /** Path of the request, without its query, where its record names no host: then `url` is null; absent: it is not known beside `url`. */
  readonly path?: string;
  /** The browser refuses a response like the one that was logged, though it is a 101; absent: it does not, or is not known to. */
  readonly isRefused?: true;
}

/** Method and version of a request, where its record has them; a browser's capture never does (docs/chromium.md#extended-connect). */
export interface RequestLine {
  readonly method?: string;
  /** Version of HTTP as it was written: "1.1", "2". */
  readonly httpVersion?: string;
  /** Whether the record breaks off within the headers: one that is not among them may have been sent. */
  readonly isCut?: true;
}

/** What the live socket showed at one moment. */
export interface SocketSnapshot {
  readonly at: number;
  readonly readyState: number;
  readonly protocol: string;
  readonly extensions: string;
  readonly bufferedAmount: number;
}

/** An upgrade of which nothing is known yet but its name. */
export function newUpgrade(id: string): Upgrade {
  return {
    id,
    kind: "websocket",
    exchange: null,
    url: null,
    target: null,
    initiator: null,
    createdAt: null,
    request: null,
    requestsSent: 0,
    response: null,
    error: null,
    closedAt: null,
    ended: null,
    close: null,
    blocked: null,
    snapshots: [],
    application: [],
    ...nothingCounted,
    seenBy: { debugger: false, network: false },
    logsMessages: null,
    unwatchedSince: null,
    fromFile: false,
  };
}
