import { endedAt, openedAt } from "./lifetime.ts";
import { beganAt } from "./series/series.ts";
import { isOlderThanCapture, stateOf, wasOpened } from "./state.ts";
import type { State, Upgrade } from "./upgrade.ts";

/** A stretch of time, epoch milliseconds, both ends included. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** What became of a connection: it still waits, is open, was open and ended, or never got what it asked for. */
export type Outcome = "waiting" | "open" | "closed" | "failed";

/** When a connection was there, as far as that is known; epoch milliseconds. */
export interface Lifespan {
  readonly outcome: Outcome;
  /** Its beginning, or the earliest moment at which anything of it was seen. */
  readonly from: number;
  /** Whether it was open before the capture began, so that `from` is not its beginning. */
  readonly isOlder: boolean;
  /** When it opened; null: it never did, or has not yet. */
  readonly openedAt: number | null;
  /** Its end, or the last moment at which anything is known of it; null: it goes on. */
  readonly to: number | null;
  /** Whether `to` is an end that was reported. */
  readonly isEndKnown: boolean;
}

const OUTCOMES: Readonly<Record<State, Outcome>> = {
  queued: "waiting",
  requested: "waiting",
  open: "open",
  closed: "closed",
  failed: "failed",
  blocked: "failed",
};

/**
 * When a connection was there. Follows its life (`isSameLife`), not its messages.
 *
 * @returns null when no moment of it is known
 */
export function lifespanOf(upgrade: Upgrade): Lifespan | null {
  const outcome = OUTCOMES[stateOf(upgrade)];
  const from = beganAt(upgrade) ?? openedAt(upgrade) ?? firstSeenAt(upgrade);
  if (from === null) return null;
  const isOver = outcome === "closed" || outcome === "failed";
  const end = isOver ? endedAt(upgrade) : upgrade.unwatchedSince;
  const opened = wasOpened(upgrade) ? (openedAt(upgrade) ?? from) : null;
  const last = isOver ? Math.max(from, opened ?? from, lastSeenAt(upgrade)) : null;
  const to = end === null ? last : Math.max(from, end);
  return {
    outcome,
    from,
    isOlder: isOlderThanCapture(upgrade),
    openedAt: opened === null ? null : Math.min(Math.max(from, opened), to ?? opened),
    to,
    isEndKnown: isOver && end !== null,
  };
}

/**
 * Whether a connection was there within a range of time.
 *
 * @param now until when what goes on has gone on, epoch milliseconds
 */
export function isThereIn({ from, isOlder, to }: Lifespan, range: TimeRange, now: number): boolean {
  return (isOlder || from <= range.to) && Math.max(from, to ?? now) >= range.from;
}

/** The earliest of what is neither a request nor a response. */
function firstSeenAt({ countedByDebugger, countedByLog, snapshots, error, closedAt }: Upgrade): number | null {
  const seen = known([countedByDebugger.firstAt, countedByLog.firstAt, snapshots[0]?.at, error?.at, closedAt]);
  return seen.length === 0 ? null : Math.min(...seen);
}

/** The last message of a connection whose end nobody reported. */
function lastSeenAt({ countedByDebugger, countedByLog }: Upgrade): number {
  return Math.max(...known([countedByDebugger.lastAt, countedByLog.lastAt]));
}

function known(moments: readonly (number | null | undefined)[]): number[] {
  return moments.filter((moment) => moment !== null && moment !== undefined);
}
