import { countOf } from "../counts/messages.ts";
import { headerValue } from "../http/headers.ts";
import type { Upgrade } from "../upgrade.ts";

/** The `Sec-WebSocket-Key` of its request: no two connections share one (RFC 6455 §4.1); null over HTTP/2 or when unseen. */
export function keyOf(upgrade: Upgrade): string | null {
  return upgrade.request && headerValue(upgrade.request.headers, "Sec-WebSocket-Key");
}

/** Without a key (HTTP/2) the moment of the request tells: the log prints it in whole milliseconds. */
export function startedTogether(a: Upgrade, b: Upgrade): boolean {
  const [one, other] = [startOf(a), startOf(b)];
  return one !== null && other !== null && keyOf(b) === null && Math.abs(one - other) < 5;
}

/** The log dates a socket by its request, and an ordinary request by the page's wish for it: it may wait before it goes out. */
function startOf({ kind, createdAt, request }: Upgrade): number | null {
  return (kind === "websocket" ? null : createdAt) ?? request?.at ?? null;
}

/** Whether another row is the same request, sent once more (RFC 9113 §8.7). */
export function isSentAgain(before: Upgrade, sentAt: number, other: Upgrade): boolean {
  const isLater = other.url === before.url && keyOf(other) === null && (other.request?.at ?? 0) > sentAt;
  return isLater && (other.requestsSent > 1 || !other.seenBy.debugger);
}

/**
 * A request that was never sent has no wall clock; its error has the same monotonic time in both sources, but for the
 * moment that each debugger session needs to take it. In seconds.
 */
export function sameTicks(a: Pick<Upgrade, "error">, b: Pick<Upgrade, "error">): boolean {
  const [one, other] = [a.error?.ticks ?? null, b.error?.ticks ?? null];
  return one !== null && other !== null && Math.abs(one - other) < 0.005;
}

/**
 * How far apart two WebTransports were asked for, in seconds of the browser's monotonic clock, of which the log has whole
 * milliseconds; null: too far to be one and the same, as `sameTicks` has it. What lacks the moment may be any of its URL.
 */
export function askedApart(a: Upgrade["exchange"], b: Upgrade["exchange"]): number | null {
  const [one, other] = [a?.ticks ?? null, b?.ticks ?? null];
  const apart = one === null || other === null ? 0 : Math.abs(one - other);
  return apart < 0.005 ? apart : null;
}

/** Whether nothing was ever seen of its handshake. */
export function isUnannounced(upgrade: Upgrade): boolean {
  return upgrade.request === null && upgrade.response === null && upgrade.createdAt === null;
}

/** Whether only the live socket itself was ever seen of it. */
export function isSocketAlone(upgrade: Upgrade): boolean {
  return isUnannounced(upgrade) && countOf(upgrade.countedByDebugger) === 0;
}

/** Whether only its messages were ever seen. */
export function isNameless(upgrade: Upgrade): boolean {
  return upgrade.url === null && isUnannounced(upgrade);
}
