import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Upgrade } from "../upgrade/upgrade.ts";
import type { Fold } from "./folding.ts";
import type { Rows } from "./rows.ts";

/** The rows that are selected, and what the details show of them. */
export interface Selection {
  /**
   * Id of the row whose details are shown, while it exists: a row that is dropped, cleared or merged into another is no longer
   * selected.
   */
  readonly id: ReadonlySignal<string | null>;
  /** Ids of all selected rows that exist, in the order of the list when they were selected. */
  readonly ids: ReadonlySignal<readonly string[]>;
  /** The whole series of the selected upgrade as it is now, whichever of its attempts is selected. */
  readonly series: ReadonlySignal<readonly Upgrade[] | null>;
  /** The two that are compared instead of the details of one, while both exist. */
  readonly compared: ReadonlySignal<readonly [string, string] | null>;
  /** Selects one row alone, or none. */
  select(id: string | null): void;
  /**
   * Selects several rows.
   *
   * @param ids in the order of the list
   * @param lead the one whose details are shown; null: the last of them
   */
  selectAll(ids: readonly string[], lead: string | null): void;
  /** Compares the two that are selected; with more or fewer of them nothing happens. */
  compare(): void;
  stopComparing(): void;
}

/** The selection in these rows; nothing is selected at first. */
export function createSelection(rows: Rows, folds: ReadonlySignal<ReadonlyMap<string, Fold>>): Selection {
  const wanted = signal<string | null>(null);
  const all = signal<readonly string[]>([]);
  const pair = signal<readonly [string, string] | null>(null);
  const existing = computed(() => new Set(rows.ids.value));
  const id = computed(() => (wanted.value !== null && existing.value.has(wanted.value) ? wanted.value : null));
  const ids = computed(() => all.value.filter((one) => existing.value.has(one)));
  const compared = computed(() => (pair.value?.every((one) => existing.value.has(one)) === true ? pair.value : null));
  const series = computed(() => {
    const fold = folds.value.get(id.value ?? "");
    return fold?.ids.flatMap((attempt) => rows.upgrade(attempt) ?? []) ?? null;
  });
  const selectAll = (next: readonly string[], lead: string | null) =>
    batch(() => {
      all.value = next;
      wanted.value = lead ?? next.at(-1) ?? null;
      pair.value = null;
    });
  return {
    id,
    ids,
    series,
    compared,
    selectAll,
    select: (next) => selectAll(next === null ? [] : [next], next),
    compare: () => {
      const [a, b, ...more] = ids.peek();
      if (a !== undefined && b !== undefined && more.length === 0) pair.value = [a, b];
    },
    stopComparing: () => {
      pair.value = null;
    },
  };
}
