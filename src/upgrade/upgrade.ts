import type { Part } from "./application/part.ts";
import { type Counted, countedBefore, hadMessages, nothingCounted } from "./counts/counted.ts";
import { joinMessages, type Messages } from "./counts/messages.ts";
import { type Headers, hasHeader } from "./http/headers.ts";
import type { BlockedBy, EndedBy, Initiator, Response, Target } from "./observation.ts";
import type { Exchange } from "./requests/exchange.ts";
import { isUncounted, type Kind } from "./requests/kind.ts";
import { requestStateOf, wasRequestOpened } from "./requests/state.ts";

/** The states of docs/report-format.md#states. */
export type State = "queued" | "requested" | "open" | "closed" | "failed" | "blocked";

/**
 * All that was seen of one upgrade: facts only, no judgment. What follows from the facts (its state, its totals) is
 * computed by the functions below, so that the order in which the facts came in cannot matter.
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
  /** Epoch milliseconds, all of them; null is "not known". */
  readonly createdAt: number | null;
  readonly request: (RequestLine & { readonly headers: Headers; readonly at: number | null }) | null;
  /** How often the request was sent: more than once after an authentication or an HTTP/2 retry. */
  readonly requestsSent: number;
  readonly response: (Response & { readonly at: number | null }) | null;
  readonly error: { readonly message: string; readonly at: number | null; readonly ticks: number | null } | null;
  readonly closedAt: number | null;
  readonly ended: "closed" | EndedBy | null;
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
  /** Read from a file: nothing more will come, and whether it is still open cannot be known. */
  readonly fromFile: boolean;
  /** Name of the program that asked: "curl", "wget"; absent: a page, through its browser. */
  readonly client?: string;
}

/** Method and version of a request, where its record tells them; a browser's capture never does (docs/chromium.md 3.1). */
export interface RequestLine {
  readonly method?: string;
  /** Version of HTTP as it was written: "1.1", "2". */
  readonly httpVersion?: string;
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

/**
 * Whether the handshake went over HTTP/2 or HTTP/3, as an extended CONNECT (RFC 8441 §5, RFC 9220 §3): the response is 200
 * and the request has no Sec-WebSocket-Key. Chromium prints the rest as if it were HTTP/1.1.
 */
export function isExtendedConnect(upgrade: Upgrade): boolean {
  return (
    upgrade.kind === "websocket" &&
    upgrade.response?.status === 200 &&
    upgrade.request !== null &&
    mayBeExtended(upgrade.request) &&
    !hasHeader(upgrade.request.headers, "Sec-WebSocket-Key") &&
    !rejectedDespite101(upgrade)
  );
}

/** Where the record has the request line or its pseudo-header, no missing key has to stand for them. */
function mayBeExtended({ httpVersion, method, headers }: NonNullable<Upgrade["request"]>): boolean {
  if (httpVersion === undefined && method === undefined) return true;
  return method === "CONNECT" || hasHeader(headers, ":protocol");
}

/** WHATWG WebSockets: `WebSocket.OPEN`. */
const OPEN = 1;

/**
 * Whether it may live longer than the page under inspection: a service worker belongs to no page, and a shared worker to
 * every page of its origin that uses it.
 */
export function outlivesPage({ target }: Upgrade): boolean {
  return target === "service-worker" || target === "shared-worker";
}

/** Whether a valid response was seen, or messages that only an open connection has. */
export function wasOpened(upgrade: Upgrade): boolean {
  if (upgrade.kind !== "websocket") return wasRequestOpened(upgrade);
  return (
    upgrade.response?.status === 101 ||
    isExtendedConnect(upgrade) ||
    hadMessages(upgrade) ||
    upgrade.snapshots.some(({ readyState }) => readyState === OPEN)
  );
}

/** Opened before the capture began: its messages are seen, its handshake never was. */
export function isOlderThanCapture(upgrade: Upgrade): boolean {
  return upgrade.response === null && upgrade.request === null && upgrade.createdAt === null && wasOpened(upgrade);
}

/** The state that follows from the facts (docs/report-format.md#states). */
export function stateOf(upgrade: Upgrade): State {
  if (upgrade.blocked !== null) return "blocked";
  if (upgrade.kind !== "websocket") return requestStateOf(upgrade);
  const over = upgrade.ended !== null || upgrade.error !== null;
  if (rejectedDespite101(upgrade)) return "failed";
  if (wasOpened(upgrade)) return over ? "closed" : "open";
  if (over || upgrade.response !== null) return "failed";
  return upgrade.request === null ? "queued" : "requested";
}

/**
 * Chromium tells of a 101 only when it is valid; other tools' HARs also show a 101 that the browser then refused, with the
 * browser's text for a handshake error beside it.
 */
function rejectedDespite101(upgrade: Upgrade): boolean {
  return upgrade.error?.message.startsWith("Error during WebSocket handshake") ?? false;
}

/**
 * Whether it is known how many messages passed: where the log does not record them, none counted does not mean that none
 * passed. On what never opened, none could.
 */
export function areMessagesKnown(upgrade: Upgrade): boolean {
  const isCounted = upgrade.seenBy.debugger || upgrade.logsMessages !== false;
  if (isCounted && !isUncounted(upgrade.kind)) return true;
  const state = stateOf(upgrade);
  return state !== "open" && state !== "closed";
}

/** All messages of a connection, each counted once, whatever source saw it. */
export function messagesOf(upgrade: Upgrade): Messages {
  return joinMessages(countedBefore(upgrade), upgrade.countedByDebugger);
}

/**
 * What the Network panel's Time column prints now: "Pending" while there is no duration, so for every open or waiting
 * connection, and for ever for one that failed before its request was sent (docs/chromium.md#network-panel). An open WebTransport is
 * "(pending)" by its Status; of one that the page's policy forbids DevTools never hears that it is over (docs/chromium.md#web-transport).
 */
export function isShownAsPending(upgrade: Upgrade): boolean {
  const state = stateOf(upgrade);
  // Of an ordinary request that nothing watches nobody knows whether it goes on.
  if (upgrade.kind !== "websocket" && upgrade.unwatchedSince !== null) return false;
  if (state === "open" || state === "queued" || state === "requested") return !upgrade.fromFile;
  // Of a WebTransport that the page's policy forbids the browser never reports an end (docs/chromium.md#web-transport).
  if (upgrade.kind === "webtransport") return upgrade.blocked !== null && upgrade.ended === null && !upgrade.fromFile;
  return state === "failed" && upgrade.request === null && upgrade.kind === "websocket";
}
