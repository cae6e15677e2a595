import { computed, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { fold, type ListRow, unfold } from "../../store/folding.ts";
import type { Layout } from "../../store/settings.ts";
import type { Store } from "../../store/store.ts";
import { nameOf } from "../../upgrade/http/address.ts";
import type { Position } from "../Menu.tsx";
import { TimelineState } from "../timeline/timeline-state.ts";
import { besideName } from "./beside-name.ts";
import {
  type ColumnSetting,
  moveBorder,
  moveColumn,
  type PlacedColumn,
  placedColumns,
  settingsOf,
  type WordWidths,
} from "./column-layout.ts";
import { type ColumnId, isColumnId } from "./columns.ts";
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
  /** All columns in their order, as the user has arranged them. */
  readonly settings: Signal<readonly ColumnSetting[]>;
  /** Keys of the rows that show their older attempts. */
  readonly unfolded: Signal<ReadonlySet<string>> = signal(new Set());
  /** Where the menu of the columns stands open, and of which header; null: of the button. */
  readonly menu: Signal<(Position & { readonly column: ColumnId | null }) | null> = signal(null);
  /** Where the menu of a row stands open, and for which upgrade. */
  readonly rowMenu: Signal<(Position & { readonly id: string }) | null> = signal(null);
  readonly scrollTop: Signal<number> = signal(0);
  readonly height: Signal<number> = signal(0);
  readonly width: Signal<number> = signal(600);
  /** What columns need for their words, in the language and font that they are shown in. */
  readonly wordWidths: Signal<WordWidths> = signal(new Map());
  /** Whether the details stand beside the list, and say what a row would. */
  readonly isBesideDetail: Signal<boolean> = signal(false);
  /** The columns that there is room for, with their widths. */
  readonly columns: ReadonlySignal<readonly PlacedColumn[]> = computed(() =>
    placedColumns(this.settings.value, this.width.value, this.wordWidths.value, this.isBesideDetail.value),
  );
  #columnIds: readonly ColumnId[] = [];
  /** The same array while only widths change, so that no row is drawn again. */
  readonly columnIds: ReadonlySignal<readonly ColumnId[]> = computed(() => {
    const ids = this.columns.value.map(({ id }) => id);
    if (ids.join() !== this.#columnIds.join()) this.#columnIds = ids;
    return this.#columnIds;
  });

  /** Whether the explanation stands in a second line of each row, since it has no room in the first. */
  readonly isBig: ReadonlySignal<boolean> = computed(
    () =>
      !this.isBesideDetail.value &&
      this.settings.value.some(({ id, isShown }) => id === "explanation" && isShown) &&
      !this.columnIds.value.includes("explanation"),
  );

  /** Height of a row, in CSS pixels. */
  readonly rowHeight: ReadonlySignal<number> = computed(() => (this.isBig.value ? BIG_ROW_HEIGHT : ROW_HEIGHT));

  readonly #folded = computed(() => fold(this.#store.filter.shown.value, this.#store.folds.value));

  /** What stands beside the name of an address to tell it from others of the same name; null: the name says enough. */
  besideName(url: string): string | null {
    return besideName(url, this.#store.addressesNamed(nameOf(url)));
  }

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
    this.settings = signal(settingsOf(layout.columns));
  }

  /** A click on a header. */
  sortBy(column: ColumnId): void {
    this.sort.value = nextSort(this.sort.value, column);
  }

  /** Shows or hides a column; the name stays. */
  toggle(column: ColumnId): void {
    this.settings.value = this.settings.value.map((setting) =>
      setting.id === column && column !== "name" ? { ...setting, isShown: !setting.isShown } : setting,
    );
  }

  /**
   * Makes a column wider, or narrower, at the cost of the one after it; the last one at the cost of the one before it.
   *
   * @param by CSS pixels
   * @returns by how much the border moved
   */
  widen(column: ColumnId, by: number): number {
    const placed = this.columns.peek();
    const at = placed.findIndex(({ id }) => id === column);
    const isLast = at === placed.length - 1;
    const { moved, widths } = moveBorder(placed, isLast ? at - 1 : at, isLast ? -by : by);
    if (moved === 0) return 0;
    this.settings.value = this.settings
      .peek()
      .map((setting) => ({ ...setting, width: widths.get(setting.id) ?? setting.width }));
    return moved;
  }

  /**
   * Moves a column among those that are drawn.
   *
   * @param before the drawn column that it is put before; null: to the end
   */
  move(column: ColumnId, before: ColumnId | null): void {
    this.settings.value = moveColumn(this.settings.peek(), column, before);
  }

  /** Moves a column by one place; nothing stands before the name. */
  step(column: ColumnId, direction: -1 | 1): void {
    const ids = this.columnIds.peek();
    const at = ids.indexOf(column);
    const before = ids[direction < 0 ? at - 1 : at + 2] ?? null;
    if (at > 0 && at + direction > 0 && at + direction < ids.length) this.move(column, before);
  }

  /** All columns as they are until the user chooses. */
  resetColumns(): void {
    this.settings.value = settingsOf([]);
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
      const compare = compareBy(sort, {
        nowOf: ({ id }) => this.#store.nowOf(id),
        briefOf: ({ id }) => this.#store.briefOne(id)?.text ?? null,
        viaOf: ({ id }) => this.#store.viaOne(id).join(", "),
      });
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
