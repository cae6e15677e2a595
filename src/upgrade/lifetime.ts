import { isOrdinaryRequest } from "./kinds/registry.ts";
import { areMessagesKnown, isWatchedOpen, messagesOf, stateOf } from "./state.ts";
import type { Upgrade } from "./upgrade.ts";

/** WHATWG WebSockets: `WebSocket.OPEN` and `WebSocket.CLOSING`. */
const OPEN = 1;
const CLOSING = 2;

/** When it opened, epoch milliseconds; DevTools' log only shows when the request went out. null: not known. */
export function openedAt(upgrade: Upgrade): number | null {
  return upgrade.exchange?.establishedAt ?? upgrade.response?.at ?? upgrade.request?.at ?? null;
}

/**
 * How far the clocks of two sources may disagree, in milliseconds. An end that seems to come farther before its beginning shows
 * that the time of day was set back meanwhile.
 */
const DISAGREE_MS = 1000;

/**
 * The time from one moment of a connection to another.
 *
 * @param from,to epoch milliseconds
 * @returns milliseconds; null where one of them is not known, or where the time of day was set back between them
 */
export function timeBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from - DISAGREE_MS ? null : Math.max(0, to - from);
}

/** How long it was open, in milliseconds; null unless it opened and ended at known times. */
export function lifeOf(upgrade: Upgrade): number | null {
  return timeBetween(openedAt(upgrade), upgrade.closedAt);
}

/**
 * How long nothing has passed, in milliseconds: since the last message, or since it opened when there was none; null where
 * nobody recorded messages.
 *
 * @param until epoch milliseconds: the end of the connection, or now
 */
export function silenceOf(upgrade: Upgrade, until: number): number | null {
  if (!areMessagesKnown(upgrade)) return null;
  return timeBetween(messagesOf(upgrade).lastAt ?? openedAt(upgrade), until);
}

/** Whether it is known to be open at this moment: of a file, or of what nothing watches any more, nobody knows. */
export function isOpenNow(upgrade: Upgrade): boolean {
  return isWatchedOpen(upgrade) && (upgrade.snapshots.at(-1)?.readyState ?? OPEN) <= OPEN;
}

/** Whether the last look showed a closing handshake that had begun and was not finished. */
export function isClosing(upgrade: Upgrade): boolean {
  return upgrade.snapshots.at(-1)?.readyState === CLOSING;
}

/**
 * Whether it opened and then ended by itself: with no error text, and not because its page went away.
 */
export function endedByItself(upgrade: Upgrade): boolean {
  return stateOf(upgrade) === "closed" && upgrade.error === null && upgrade.ended === "closed";
}

/** Whether it ended by itself, and not in the ordinary way (close code 1000, RFC 6455 §7.4.1). */
export function wasCut(upgrade: Upgrade): boolean {
  return endedByItself(upgrade) && upgrade.close?.code !== 1000;
}

/**
 * When it ended, by its end or by its error.
 *
 * @returns epoch milliseconds, or null while it lives or where nobody reported it
 */
export function endedAt(upgrade: Upgrade): number | null {
  const state = stateOf(upgrade);
  if (state === "closed") return upgrade.closedAt ?? upgrade.error?.at ?? null;
  if (state === "failed" || state === "blocked") return upgrade.error?.at ?? upgrade.closedAt;
  return null;
}

/**
 * How long it has been what its Time cell says: open, waiting, or the time that it took to end.
 *
 * @param now epoch milliseconds
 * @returns milliseconds, or null where a moment is not known
 */
export function spanOf(upgrade: Upgrade, now: number): number | null {
  const state = stateOf(upgrade);
  // DevTools counts the whole of an ordinary request, from its sending on.
  const isWhole = state === "closed" && isOrdinaryRequest(upgrade.kind);
  const from =
    (state === "open" || state === "closed") && !isWhole
      ? openedAt(upgrade)
      : state === "queued"
        ? upgrade.createdAt
        : (upgrade.request?.at ?? upgrade.createdAt);
  const isOver = state === "closed" || state === "failed" || state === "blocked";
  const to = isOver ? endedAt(upgrade) : now;
  if (from === null || to === null || (isOver && isUntimed(upgrade, from, to))) return null;
  return timeBetween(from, to);
}

/** Firefox's log writes no time at all for what it did not measure, such as the time to a failure (docs/firefox.md#no-response). */
function isUntimed({ client, seenBy }: Upgrade, from: number, to: number): boolean {
  return client === "Firefox" && !seenBy.debugger && to <= from;
}
