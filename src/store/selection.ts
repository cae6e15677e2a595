import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Upgrade } from "../upgrade/upgrade.ts";
import type { Fold } from "./folding.ts";
import type { Rows } from "./rows.ts";

/** The row that the detail shows. */
export interface Selection {
  /** Its id, while it exists: a row that is dropped, cleared or merged into another is no longer selected. */
  readonly id: ReadonlySignal<string | null>;
  /** The whole series of the selected upgrade as it is now, whichever of its attempts is selected. */
  readonly series: ReadonlySignal<readonly Upgrade[] | null>;
  select(id: string | null): void;
}

/** The selection in these rows; nothing is selected at first. */
export function createSelection(rows: Rows, folds: ReadonlySignal<ReadonlyMap<string, Fold>>): Selection {
  const wanted = signal<string | null>(null);
  const existing = computed(() => new Set(rows.ids.value));
  const id = computed(() => (wanted.value !== null && existing.value.has(wanted.value) ? wanted.value : null));
  const series = computed(() => {
    const fold = folds.value.get(id.value ?? "");
    return fold?.ids.flatMap((attempt) => rows.upgrade(attempt) ?? []) ?? null;
  });
  return {
    id,
    series,
    select: (next) => {
      wanted.value = next;
    },
  };
}
