import type { ReportConnection } from "../contract/format.ts";
import type { Change, ComparedRow } from "./comparison.ts";
import { silenceAtCut } from "./life.ts";

const RANKS: Readonly<Record<ReportConnection["verdict"]["level"], number>> = {
  healthy: 0,
  unknown: 0,
  attention: 1,
  failed: 2,
};

/**
 * What became of B as compared with A. Where verdict and what was seen are the same, a cut after a shorter silence is worse.
 */
export function changeOf(a: ReportConnection, b: ReportConnection, rows: readonly ComparedRow[]): Change {
  if (!areComparable(a, b)) return "unknown";
  const [before, after] = [rankOf(a), rankOf(b)];
  if (before !== after) return after > before ? "worse" : "better";
  if (isDifferent(rows, "outcome.diagnosis")) return "other";
  const [first, second] = [silenceAtCut(a), silenceAtCut(b)];
  if (!isDifferent(rows, "life.silence") || first === null || second === null) return "same";
  return second < first ? "worse" : "better";
}

/** How bad a verdict is: 0 is healthy or not known, 2 is failed. */
export function rankOf({ verdict }: ReportConnection): number {
  return RANKS[verdict.level];
}

/**
 * Whether both records hold enough for their verdicts to be compared. Of one connection, a HAR file holds less than the
 * debugger: not the close code, and not whether it was still open. That opened and that failed to open is reported by both.
 */
export function areComparable(a: ReportConnection, b: ReportConnection): boolean {
  if (isOpened(a) !== isOpened(b)) return isOver(a) && isOver(b);
  if (a.verdict.level === "unknown" || b.verdict.level === "unknown") return a.verdict.level === b.verdict.level;
  if ((a.diagnosis?.id ?? null) === (b.diagnosis?.id ?? null)) return true;
  if (a.state === "open" && b.state === "open") return isOpenUnreported(a) === isOpenUnreported(b);
  if (a.state === "closed" && b.state === "closed") return (a.close === null) === (b.close === null);
  // Without a response only the debugger reports why.
  return isOpened(a) || a.status !== null || b.status !== null || isWatched(a) === isWatched(b);
}

/** Whether a connection was open at some time. */
export function isOpened({ state }: ReportConnection): boolean {
  return state === "open" || state === "closed";
}

/** Whether it got what it asked for or failed: of one that still waits in a file, nobody knows. */
function isOver(connection: ReportConnection): boolean {
  return isOpened(connection) || connection.verdict.level !== "unknown";
}

function isWatched({ observed }: ReportConnection): boolean {
  return observed?.seenBy.debugger === true;
}

function isOpenUnreported({ observed }: ReportConnection): boolean {
  return observed?.fromFile === true || (observed?.unwatchedSince ?? null) !== null;
}

function isDifferent(rows: readonly ComparedRow[], id: string): boolean {
  return rows.some((row) => row.id === id && row.differs);
}
