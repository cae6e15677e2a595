import { computed, type ReadonlySignal } from "@preact/signals";
import { countedBefore } from "../upgrade/counts/counted.ts";
import type { RowFilter } from "./row-filter.ts";
import type { Rows } from "./rows.ts";

/** Messages of all upgrades together. */
export interface Totals {
  readonly sent: number;
  readonly received: number;
  /** Payload bytes of both directions. */
  readonly bytes: number;
  /** false when the browser hid the size of a message. */
  readonly exact: boolean;
}

/** Number of rows in a part. A message has the sum of its own part made again, and then the sum of the parts. */
const PART = 100;

const NOTHING: Totals = { sent: 0, received: 0, bytes: 0, exact: true };

/** Adds up what was counted in the page, and nothing of files. Follows the messages of every row that may be listed. */
export function createTotals(rows: Rows, filter: RowFilter): ReadonlySignal<Totals> {
  const parts = computed(() => {
    const ids = filter.listedOfPage.value;
    return Array.from({ length: Math.ceil(ids.length / PART) }, (_, i) => {
      const part = ids.slice(i * PART, (i + 1) * PART);
      return computed(() => part.reduce((sum, id) => plus(sum, totalsOf(rows, id)), NOTHING));
    });
  });
  return computed(() => parts.value.reduce((sum, part) => plus(sum, part.value), NOTHING));
}

/** Sums the two sources by hand: joining their histograms would cost too much here. */
function totalsOf(rows: Rows, id: string): Totals {
  const upgrade = rows.upgrade(id);
  if (upgrade === null) return NOTHING;
  const [before, after] = [countedBefore(upgrade), upgrade.countedByDebugger];
  return {
    sent: before.sent.count + after.sent.count,
    received: before.received.count + after.received.count,
    bytes: before.sent.bytes + before.received.bytes + after.sent.bytes + after.received.bytes,
    exact: before.bytesExact && after.bytesExact,
  };
}

function plus(a: Totals, b: Totals): Totals {
  return {
    sent: a.sent + b.sent,
    received: a.received + b.received,
    bytes: a.bytes + b.bytes,
    exact: a.exact && b.exact,
  };
}
