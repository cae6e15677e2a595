import { computed, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { Store } from "../../store/store.ts";
import type { Place } from "../Menu.tsx";
import type { ColumnId } from "./columns.ts";
import { compareBy, inPlace, nextSort, type Sort, sameIds } from "./sort.ts";

/** What the list alone needs to know: its order, its columns, where it is scrolled to. */
export class ListState {
  readonly #store: Store;
  #shown: readonly string[] = [];
  #sorted: readonly string[] = [];
  #sortedBy: Sort | null = null;
  #places = new Map<string, number>();

  readonly sort: Signal<Sort | null> = signal(null);
  readonly hidden: Signal<ReadonlySet<ColumnId>> = signal(new Set());
  /** Where the menu of the header stands open. */
  readonly menu: Signal<Place | null> = signal(null);
  readonly scrollTop: Signal<number> = signal(0);
  readonly height: Signal<number> = signal(0);
  readonly width: Signal<number> = signal(600);

  /** The ids as they stand in the list. The same array comes back until the list itself changes. */
  readonly ids: ReadonlySignal<readonly string[]> = computed(() => {
    const shown = this.#store.shown.value;
    const sort = this.sort.value;
    if (sort === this.#sortedBy && sameIds(shown, this.#shown)) return this.#sorted;
    this.#shown = shown;
    this.#sorted = sort === null ? shown : inPlace(this.#placesFor(sort), shown);
    this.#sortedBy = sort;
    return this.#sorted;
  });

  constructor(store: Store) {
    this.#store = store;
  }

  /** A click on a header. */
  sortBy(column: ColumnId): void {
    this.sort.value = nextSort(this.sort.value, column);
  }

  /** Shows or hides a column; the name stays. */
  toggle(column: ColumnId): void {
    const hidden = new Set(this.hidden.value);
    if (!hidden.delete(column)) hidden.add(column);
    this.hidden.value = hidden;
  }

  #placesFor(sort: Sort): Map<string, number> {
    if (sort === this.#sortedBy) return this.#places;
    const order = untracked(() => {
      const compare = compareBy(sort, this.#store.now.value);
      return this.#store.all().sort(compare);
    });
    this.#places = new Map(order.map(({ id }, place) => [id, place]));
    return this.#places;
  }
}
