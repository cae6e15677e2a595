import { rowOf } from "../../store/folding.ts";
import type { Store } from "../../store/store.ts";
import type { ListState } from "../list/list-state.ts";
import { markMatches, matchesIn, patternsOf, unmarkMatches } from "./detail-matches.ts";

/** Goes through what the filter finds: the listed rows, and the matches in the details of the selected one. */
export class MatchSteps {
  readonly #store: Store;
  readonly #list: ListState;
  /** The row, the tab and the filter for which `#at` counts. */
  #of = "";
  /** Index of the current match in the details; -1: the row itself. */
  #at = -1;

  constructor(store: Store, list: ListState) {
    this.#store = store;
    this.#list = list;
  }

  /** One match on, or back: to the next in the details, and after the last of them to the next row, in a circle. */
  step(direction: 1 | -1): void {
    const { filter, selection, tab } = this.#store;
    const patterns = patternsOf(filter.terms.peek());
    const root = document.querySelector(".detail .tab-panel");
    const of = [selection.id.peek(), tab.peek(), filter.text.peek()].join("\n");
    if (of !== this.#of) this.#at = -1;
    this.#of = of;
    const ranges = root === null || patterns.length === 0 ? [] : matchesIn(root, patterns);
    const to = this.#at + direction;
    if (to >= 0 && to < ranges.length) {
      this.#at = to;
      markMatches(ranges, to);
      return;
    }
    unmarkMatches();
    this.#at = -1;
    // Back from the first match it goes to the row itself.
    if (to !== -1) this.#nextRow(direction);
  }

  /** Takes the marks away: the filter asks for something else. */
  forget(): void {
    unmarkMatches();
    this.#at = -1;
  }

  #nextRow(direction: 1 | -1): void {
    const rows = this.#list.rows.peek();
    if (rows.length === 0) return;
    const at = rowOf(rows, this.#store.selection.id.peek());
    const from = at < 0 && direction < 0 ? 0 : at;
    const row = rows[(from + direction + rows.length) % rows.length];
    if (row !== undefined) this.#store.selection.select(row.id);
  }
}
