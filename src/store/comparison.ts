import { computed, type ReadonlySignal } from "@preact/signals";
import { type ComparedTwo, compareTwo } from "../report/compare/compare-connections.ts";
import { reportOf } from "./report-of.ts";
import type { Store } from "./store.ts";

/** What a comparison knows of the tool and the capture: nothing of it is shown. */
const UNTOLD = {
  tool: { version: "", browser: null },
  capture: { source: "files", startedAt: null, lost: [] },
} as const;

/**
 * The comparison of the two rows that are compared, all of it masked; null while none are. It follows their lives and the clock:
 * messages alone change nothing that a second more would not.
 */
export function createComparison(store: Store): ReadonlySignal<ComparedTwo | null> {
  return computed(() => {
    const pair = store.selection.compared.value;
    if (pair === null) return null;
    const [a, b] = pair.map((id) => {
      store.life(id);
      const meta = { generatedAt: store.nowOf(id), page: store.page.url.value, ...UNTOLD };
      return { name: store.fileOf(id)?.name ?? null, report: reportOf(store, meta, [id]) };
    });
    return a === undefined || b === undefined ? null : compareTwo(a, b);
  });
}
