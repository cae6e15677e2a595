import { addControls } from "../application/part.ts";
import type { Logged, Message } from "../observation.ts";
import type { Upgrade } from "../upgrade.ts";
import { countedBefore } from "./counted.ts";
import { countMessages, countOf, joinMessages, noMessages } from "./messages.ts";
import { headOf, overlapStart, startByTotal } from "./overlap.ts";

/** Number of the newest logged messages that are remembered, as numbers, to find the ones that are counted live too. */
export const LOGGED_TAIL = 256;

/**
 * Counts messages that the debugger reported: as `reduce` does with one, for many of one connection at once.
 *
 * @param batch each reported once
 */
export function addLive(upgrade: Upgrade, batch: readonly Message[]): Upgrade {
  if (batch.length === 0) return upgrade;
  return {
    ...upgrade,
    countedByDebugger: countMessages(upgrade.countedByDebugger, batch),
    debuggerHead: headOf(upgrade.debuggerHead, batch),
    application: addControls(upgrade.application, batch),
    unwatchedSince: null,
  };
}

/**
 * The network log goes on alone: it knows these messages too, so its next poll replaces the sum, unless it is behind. Where
 * the two overlap by more than is remembered, the sum is too high, and what the log has is at least no lie.
 */
export function pausedCounts(upgrade: Upgrade): Partial<Upgrade> {
  const { countedByDebugger, countedByLog, logTail, logLength } = upgrade;
  if (countedByDebugger === noMessages) return {};
  const before = countedBefore(upgrade);
  const isBeyondTail = logTail.length === LOGGED_TAIL && countOf(countedByLog) - countOf(before) === LOGGED_TAIL;
  const sum = isBeyondTail ? countedByLog : joinMessages(before, countedByDebugger);
  return {
    countedByLog: sum,
    logTail: countOf(countedByDebugger) === 0 ? logTail : [],
    logLength: Math.max(logLength, countOf(sum)),
    // Known as opened by its messages, though none is counted here any more.
    countedByDebugger: { ...noMessages },
    debuggerHead: [],
  };
}

/**
 * Marks the end of live counting in what one source says.
 *
 * @param whole what all sources say: what was counted until now is never less than this
 * @param at epoch milliseconds
 */
export function pauseWith(facts: Upgrade, whole: Upgrade, at: number): Upgrade {
  const counted = facts.countedByDebugger === noMessages ? {} : pausedCounts(whole);
  return { ...forgetStart(facts), ...counted, unwatchedSince: at };
}

/** What is said where the debugger does not count for a while: what comes meanwhile the log alone has. */
export function forgetStart({ isCountedFromStart: _, ...facts }: Upgrade): Upgrade {
  return facts;
}

/**
 * Counts what an entry of the log has before the debugger began to count. A poll reports everything again: it replaces the last
 * poll, never adds to it.
 *
 * @param before what the log said until now
 * @param counted what the debugger has counted of the same connection
 */
export function recount(
  { logLength }: Upgrade,
  { messages }: Logged,
  counted: Pick<Upgrade, "debuggerHead" | "clockOffset" | "countedByDebugger" | "isCountedFromStart">,
): Partial<Upgrade> {
  const { debuggerHead, clockOffset, countedByDebugger, isCountedFromStart } = counted;
  // Fewer than before means that the log was cleared, not that messages were unsent.
  if (messages.length < logLength) return {};
  if (isCountedFromStart && debuggerHead.length > 0)
    return { countedByLog: noMessages, logTail: [], logLength: messages.length };
  const live = { count: countOf(countedByDebugger), lastAt: countedByDebugger.lastAt };
  const start =
    startByTotal(messages, debuggerHead, clockOffset, live) ?? overlapStart(messages, debuggerHead, clockOffset);
  const before = messages.slice(0, start);
  return {
    countedByLog: countMessages(noMessages, before),
    // What is cut off here already is not looked for again: of messages that are all alike one more would always be found.
    logTail: debuggerHead.length === 0 ? before.slice(-LOGGED_TAIL) : [],
    logLength: messages.length,
  };
}
