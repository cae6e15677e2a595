import { countedBefore } from "./counts/counted.ts";
import { joinMessages, type Messages } from "./counts/messages.ts";
import { factsOf, isUncounted } from "./kinds/registry.ts";
import type { State, Upgrade } from "./upgrade.ts";

/** The state that follows from the facts (docs/report-format.md#states). */
export function stateOf(upgrade: Upgrade): State {
  return upgrade.blocked === null ? factsOf(upgrade.kind).stateOf(upgrade) : "blocked";
}

/** Whether it was seen open: a response that was accepted, or what only an open connection has. */
export function wasOpened(upgrade: Upgrade): boolean {
  return factsOf(upgrade.kind).wasOpened(upgrade);
}

/** Opened before the capture began: its messages are seen, its handshake never was. */
export function isOlderThanCapture(upgrade: Upgrade): boolean {
  return upgrade.response === null && upgrade.request === null && upgrade.createdAt === null && wasOpened(upgrade);
}

/**
 * When the messages of a connection that is older than the capture began to be counted, epoch milliseconds; null: all were
 * counted as far as is known, because DevTools' own log has it, or its beginning was seen.
 */
export function countedOnlySince(upgrade: Upgrade): number | null {
  return isOlderThanCapture(upgrade) && !upgrade.seenBy.network ? (upgrade.watchedSince ?? null) : null;
}

/**
 * Whether it may live longer than the page under inspection: a service worker belongs to no page, and a shared worker to
 * every page of its origin that uses it.
 */
export function outlivesPage({ target }: Upgrade): boolean {
  return target === "service-worker" || target === "shared-worker";
}

/**
 * Whether it is open and something still watches it: of a file, or of a connection that nothing watches any more, nobody
 * knows whether it is open still.
 */
export function isWatchedOpen(upgrade: Upgrade): boolean {
  return stateOf(upgrade) === "open" && !upgrade.fromFile && upgrade.unwatchedSince === null;
}

/** Whether nothing watches it any more that would show what becomes of it. */
export function isOutOfSight(upgrade: Upgrade): boolean {
  return upgrade.unwatchedSince !== null && !reportsHandshakeOnly(upgrade);
}

/**
 * Whether its record reports the handshake of a WebSocket or a WebTransport and of nothing after it: Firefox's network log
 * (docs/firefox.md#ends). Whether it is still open, nobody knows.
 */
export function reportsHandshakeOnly({ client, kind, seenBy }: Upgrade): boolean {
  return client === "Firefox" && !seenBy.debugger && !factsOf(kind).isOrdinaryRequest;
}

/**
 * Whether it opened and no source will ever report its end, so that it may be over: in Firefox's log, and in DevTools' log where
 * that ends nothing of its kind and nothing else watches it any more.
 */
export function mayBeOver(upgrade: Upgrade): boolean {
  if (stateOf(upgrade) !== "open") return false;
  return reportsHandshakeOnly(upgrade) || (factsOf(upgrade.kind).endsUnseen && upgrade.unwatchedSince !== null);
}

/** Whether the page never got the response: a rule of the browser stood before it. */
export function isWithheld(upgrade: Upgrade): boolean {
  return factsOf(upgrade.kind).isWithheld(upgrade);
}

/** Whether a response came that the page's interface does not take. */
export function isRefusedStream(upgrade: Upgrade): boolean {
  return factsOf(upgrade.kind).isRefused(upgrade);
}

/** Whether nobody reported that it was ever opened, nor that it was not: of a WebTransport in a log that is not Chrome's. */
export function isUnreported(upgrade: Upgrade): boolean {
  return factsOf(upgrade.kind).isUnreported(upgrade);
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
 * Whether all that is known of it is a message that somebody copied, such as a line of a browser's console: it names no request
 * even where one was sent.
 */
export function isMessageAlone(upgrade: Upgrade): boolean {
  const { fromFile, request, response, createdAt, initiator, error } = upgrade;
  const hasExchange = request !== null || response !== null || createdAt !== null || initiator !== null;
  // What a browser's log has of a failure has its time.
  return fromFile && !hasExchange && (error?.at ?? null) === null;
}

/**
 * What the Network panel's Time column prints now: "Pending" while there is no duration, so for every open or waiting
 * connection, and for some that ended (docs/chromium.md#network-panel).
 */
export function isShownAsPending(upgrade: Upgrade): boolean {
  const { endsUnseen, isPendingAfterEnd } = factsOf(upgrade.kind);
  // Firefox's panel has no such word, and what a program sent is in no panel.
  if (upgrade.client !== undefined || isMessageAlone(upgrade)) return false;
  if (endsUnseen && upgrade.unwatchedSince !== null) return false;
  const state = stateOf(upgrade);
  if (state === "open" || state === "queued" || state === "requested") return !upgrade.fromFile;
  return isPendingAfterEnd(upgrade, state);
}
