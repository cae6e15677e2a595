import { computed, type ReadonlySignal } from "@preact/signals";
import type { Imports } from "./imports.ts";
import type { RowFilter } from "./row-filter.ts";
import type { Rows } from "./rows.ts";
import { addUp, NO_ROWS, type RowCounts, withRow } from "./state-counts.ts";

/**
 * Counts what may be listed of the chosen source, whatever else the filter says. Of files it was counted when they were read:
 * they never change.
 */
export function createRowCounts(rows: Rows, imports: Imports, filter: RowFilter): ReadonlySignal<RowCounts> {
  const own = computed(() =>
    filter.listedOfPage.value.reduce((counts, id) => {
      const upgrade = rows.life(id);
      return upgrade === null ? counts : withRow(counts, upgrade, false);
    }, NO_ROWS),
  );
  return computed(() => {
    const source = filter.source.value;
    if (source === "page") return own.value;
    if (source === "all") return addUp([imports.counts.value, own.value]);
    return imports.all.value.find(({ number }) => number === source)?.counts ?? NO_ROWS;
  });
}
