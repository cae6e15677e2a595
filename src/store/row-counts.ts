import { computed, type ReadonlySignal } from "@preact/signals";
import { chipOf, type StateChip } from "./filter/chips.ts";
import type { RowFilter } from "./row-filter.ts";
import type { Rows } from "./rows.ts";

/** Number of upgrades that are in each state of the chips; `saved` are those of files among the pending, which wait no more. */
export type RowCounts = Readonly<Record<StateChip | "saved", number>>;

/** Counts what may be listed of the chosen source, whatever else the filter says. */
export function createRowCounts(rows: Rows, filter: RowFilter): ReadonlySignal<RowCounts> {
  return computed(() => {
    const counts = { all: 0, pending: 0, closed: 0, failed: 0, saved: 0 };
    for (const id of filter.listed.value) {
      const upgrade = filter.isOfSource(id) ? rows.life(id) : null;
      if (upgrade === null) continue;
      const isFromFile = rows.fileOf(id) !== null;
      const chip = chipOf(upgrade, isFromFile);
      counts.all++;
      if (chip !== null) counts[chip]++;
      if (chip === "pending" && isFromFile) counts.saved++;
    }
    return counts;
  });
}
