import { computed, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { fold, type ListRow, unfold } from "../../store/folding.ts";
import type { Layout } from "../../store/settings.ts";
import type { Store } from "../../store/store.ts";
import type { Position } from "../Menu.tsx";
import { TimelineState } from "../timeline/timeline-state.ts";
import { type Column, type ColumnId, isColumnId, visibleColumns } from "./columns.ts";
import { distinctNames } from "./distinct-names.ts";
import { compareBy, inOrder, nextSort, type Sort, sameRows } from "./sort.ts";
import { BIG_ROW_HEIGHT, ROW_HEIGHT } from "./window.ts";

/** What the list alone needs to know: its order, its columns, what is unfolded, where it is scrolled to. */
export class ListState {
  readonly #store: Store;
  #rows: readonly ListRow[] = [];
  #sortedBy: Sort | null = null;
  #positions = new Map<string, number>();

  /** The timeline over the list, whose stretch of time the column Lifeline shows too. */
  readonly timeline: TimelineState;
  readonly sort: Signal<Sort | null>;
  readonly hidden: Signal<ReadonlySet<ColumnId>>;
  /** Keys of the rows that show their older attempts. */
  readonly unfolded: Signal<ReadonlySet<string>> = signal(new Set());
  /** Where the menu of the header stands open. */
  readonly menu: Signal<Position | null> = signal(null);
  /** Where the menu of a row stands open, and for which upgrade. */
  readonly rowMenu: Signal<(Position & { readonly id: string }) | null> = signal(null);
  readonly scrollTop: Signal<number> = signal(0);
  readonly height: Signal<number> = signal(0);
  readonly width: Signal<number> = signal(600);
  /** Whether the details stand beside the list, and say what a row would. */
  readonly isBesideDetail: Signal<boolean> = signal(false);
  /** The columns that there is room for. */
  readonly columns: ReadonlySignal<readonly Column[]> = computed(() =>
    visibleColumns(this.hidden.value, this.width.value),
  );

  /** Whether the explanation stands in a second line of each row, since it has no room in the first. */
  readonly isBig: ReadonlySignal<boolean> = computed(
    () =>
      !this.isBesideDetail.value &&
      !this.hidden.value.has("explanation") &&
      !this.columns.value.some(({ id }) => id === "explanation"),
  );

  /** Height of a row, in CSS pixels. */
  readonly rowHeight: ReadonlySignal<number> = computed(() => (this.isBig.value ? BIG_ROW_HEIGHT : ROW_HEIGHT));

  readonly #folded = computed(() => fold(this.#store.filter.shown.value, this.#store.folds.value));

  readonly #names = new Map<string, string>();

  /** What stands beside the name of an address to tell it from others of the same name; null: the name says enough. */
  readonly besideName: ReadonlySignal<(url: string) => string | null> = computed(() =>
    distinctNames(
      this.#store.filter.shown.value.flatMap((id) => this.#store.life(id)?.url ?? []),
      this.#names,
    ),
  );

  /** The rows as they stand in the list. The same array comes back until the list itself changes. */
  readonly rows: ReadonlySignal<readonly ListRow[]> = computed(() => {
    const folded = this.#folded.value;
    const sort = this.sort.value;
    const sorted = sort === null ? folded : inOrder(this.#positionsFor(sort, folded), folded);
    this.#sortedBy = sort;
    const rows = unfold(sorted, this.unfolded.value);
    if (!sameRows(rows, this.#rows)) this.#rows = rows;
    return this.#rows;
  });

  /** @param layout how the list was left the last time */
  constructor(store: Store, layout: Layout = store.settings.value.layout) {
    this.#store = store;
    this.timeline = new TimelineState(store, layout.timeline);
    const column = layout.sort?.column ?? "";
    this.sort = signal(isColumnId(column) ? { column, descending: layout.sort?.descending === true } : null);
    this.hidden = signal(new Set(layout.hiddenColumns.filter(isColumnId)));
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

  /** Shows or hides the older attempts of a row. */
  setUnfolded(key: string, isUnfolded: boolean): void {
    const unfolded = new Set(this.unfolded.value);
    if (isUnfolded) unfolded.add(key);
    else unfolded.delete(key);
    this.unfolded.value = unfolded;
  }

  /** A list that had nothing to sort when it was asked to is sorted as soon as it has. */
  #positionsFor(sort: Sort, folded: readonly ListRow[]): Map<string, number> {
    if (sort === this.#sortedBy && folded.some(({ key }) => this.#positions.has(key))) return this.#positions;
    const order = untracked(() => {
      const compare = compareBy(
        sort,
        ({ id }) => this.#store.nowOf(id),
        ({ id }) => this.#store.briefOne(id),
      );
      const all = fold(this.#store.ids.value, this.#store.folds.value);
      return all
        .flatMap(({ key, id }) => {
          const upgrade = this.#store.upgrade(id);
          return upgrade === null ? [] : [{ key, upgrade }];
        })
        .sort((a, b) => compare(a.upgrade, b.upgrade));
    });
    this.#positions = new Map(order.map(({ key }, position) => [key, position]));
    return this.#positions;
  }
}
