import type { Upgrade } from "../upgrade/upgrade.ts";
import { chipOf, type StateChip } from "./filter/chips.ts";

/** Number of upgrades that are in each state of the chips; `saved` are those of files among the pending, which wait no more. */
export type RowCounts = Readonly<Record<StateChip | "saved", number>>;

/** The counts of an empty list. */
export const NO_ROWS: RowCounts = { all: 0, pending: 0, closed: 0, failed: 0, saved: 0 };

/** The counts with one row more. */
export function withRow(counts: RowCounts, upgrade: Upgrade, isFromFile: boolean): RowCounts {
  const chip = chipOf(upgrade, isFromFile);
  const { all, pending, closed, failed, saved } = counts;
  return {
    all: all + 1,
    pending: pending + Number(chip === "pending"),
    closed: closed + Number(chip === "closed"),
    failed: failed + Number(chip === "failed"),
    saved: saved + Number(chip === "pending" && isFromFile),
  };
}

/** The counts of several lists together. */
export function addUp(lists: readonly RowCounts[]): RowCounts {
  return lists.reduce(
    (sum, { all, pending, closed, failed, saved }) => ({
      all: sum.all + all,
      pending: sum.pending + pending,
      closed: sum.closed + closed,
      failed: sum.failed + failed,
      saved: sum.saved + saved,
    }),
    NO_ROWS,
  );
}
