import { hadMessages } from "../counts/counted.ts";
import { hasHeader } from "../http/headers.ts";
import { namedTransport, type Transport } from "../http/transport.ts";
import type { Upgrade } from "../upgrade.ts";
import type { KindFacts } from "./facts.ts";
import { isOver } from "./ordinary-request.ts";

/** WHATWG WebSockets: `WebSocket.OPEN`. */
const OPEN = 1;

/** Facts of a WebSocket (RFC 6455). */
export const webSocketFacts: KindFacts = {
  isOrdinaryRequest: false,
  counts: "messages",
  datedBy: "request",
  formsSeries: true,
  transportOf,
  wasOpened,
  stateOf(upgrade) {
    if (rejectedDespite101(upgrade)) return "failed";
    if (wasOpened(upgrade)) return isOver(upgrade) ? "closed" : "open";
    if (isOver(upgrade) || upgrade.response !== null) return "failed";
    return upgrade.request === null ? "queued" : "requested";
  },
  // DevTools has no start to measure from for what failed before its request was sent (docs/chromium.md#network-panel).
  isPendingAfterEnd: ({ request }, state) => state === "failed" && request === null,
  endsUnseen: false,
  isWithheld: () => false,
  isRefused: () => false,
  isUnreported: () => false,
};

/** An extended CONNECT has no key (RFC 8441 §5); a key or a 101 exists only over HTTP/1.1. */
function transportOf(upgrade: Upgrade): Transport | null {
  const { request, response } = upgrade;
  const named = namedTransport(request?.httpVersion ?? response?.httpVersion);
  if (isExtendedConnect(upgrade)) return named ?? "http/2+";
  if (named !== null) return named;
  // Firefox logs the headers that HTTP/1.1 would have, over whichever version it then asks.
  if (upgrade.client === "Firefox" && upgrade.response === null) return null;
  const hasKey = request !== null && hasHeader(request.headers, "Sec-WebSocket-Key");
  return hasKey || response?.status === 101 ? "http/1.1" : null;
}

/** Whether a valid response was seen, or messages that only an open connection has. */
function wasOpened(upgrade: Upgrade): boolean {
  return (
    upgrade.response?.status === 101 ||
    isExtendedConnect(upgrade) ||
    hadMessages(upgrade) ||
    upgrade.snapshots.some(({ readyState }) => readyState === OPEN)
  );
}

/**
 * Whether the handshake of a WebSocket went over HTTP/2 or HTTP/3, as an extended CONNECT (RFC 8441 §5, RFC 9220 §3): the
 * response is 200 and the request has no Sec-WebSocket-Key. Chromium prints the rest as if it were HTTP/1.1.
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

/**
 * Chromium reports a 101 only when it is valid; other tools' HARs also show a 101 that the browser then refused, with the
 * browser's text for a handshake error beside it, and Firefox logs a 101 before it checks it.
 */
function rejectedDespite101(upgrade: Upgrade): boolean {
  return upgrade.isRefused === true || (upgrade.error?.message.startsWith("Error during WebSocket handshake") ?? false);
}
