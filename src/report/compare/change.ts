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
 * What became of B as compared with A. A verdict that is not known is neither worse nor better than a healthy one; where both
 * verdicts and what was seen are the same, a cut after a shorter silence is worse.
 */
export function changeOf(a: ReportConnection, b: ReportConnection, rows: readonly ComparedRow[]): Change {
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

function isDifferent(rows: readonly ComparedRow[], id: string): boolean {
  return rows.some((row) => row.id === id && row.differs);
}
