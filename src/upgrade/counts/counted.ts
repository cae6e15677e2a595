import type { Message } from "../observation.ts";
import { countMessages, countOf, type Messages, noMessages, subtractMessages } from "./messages.ts";
import { countNames } from "./names.ts";
import { overlapStart } from "./overlap.ts";
import { PIECE } from "./piece.ts";

/** What the two sources counted of one connection, each for itself. */
export interface Counted {
  /** Counted one by one by the debugger since it began to count this connection. */
  readonly countedByDebugger: Messages;
  /** The first messages that the debugger counted, to find them in the log; bounded. */
  readonly debuggerHead: readonly Message[];
  /** Counted from DevTools' network log or a HAR file; may reach into what the debugger counted (`countedBefore`). */
  readonly countedByLog: Messages;
  /** The newest messages that the log's count has, to find those that the debugger counted too; bounded. */
  readonly logTail: readonly Message[];
  /** How many messages the log had at the last poll, or has at least: fewer at the next mean that it was cleared. */
  readonly logLength: number;
  /** Milliseconds to add to the debugger's times to get the log's: 0 unless the two were linked by their messages. */
  readonly clockOffset: number;
  /** The debugger announced it and has counted ever since: the log has no message that it does not count; absent: it may have. */
  readonly isCountedFromStart?: true;
}

/** Nobody has counted anything. */
export const nothingCounted: Counted = {
  countedByDebugger: noMessages,
  debuggerHead: [],
  countedByLog: noMessages,
  logTail: [],
  logLength: 0,
  clockOffset: 0,
};

/** Whether messages show that it was open, though they may not have been counted. */
export function hadMessages({ countedByDebugger, countedByLog }: Counted): boolean {
  return countedByDebugger !== noMessages || countOf(countedByLog) > 0;
}

/** What the log counted before the debugger began to: the two together are all messages, each counted once. */
export function countedBefore(counted: Counted): Messages {
  const { countedByLog, logTail, debuggerHead, clockOffset, isCountedFromStart } = counted;
  // By its messages' times alone it would be taken for older where one source dates all of them late.
  if (isCountedFromStart && debuggerHead.length > 0) return noMessages;
  // Pieces are reported only of requests that the debugger saw from their beginning; the log has the same bytes as events.
  if (debuggerHead[0]?.opcode === PIECE) return noMessages;
  const start = overlapStart(logTail, debuggerHead, clockOffset);
  if (start === logTail.length) return countedByLog;
  const lastAt = logTail[start - 1]?.at ?? countedByLog.firstAt;
  const batch = logTail.slice(start);
  const twice = { ...countMessages(noMessages, batch), names: countNames(null, batch, Number.POSITIVE_INFINITY) };
  return subtractMessages(countedByLog, twice, lastAt);
}
