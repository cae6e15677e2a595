import type { ListRow } from "../../store/folding.ts";
import type { Selection } from "../../store/selection.ts";

/** Which keys are held during a click. */
export interface Held {
  readonly isShift: boolean;
  /** Ctrl, or on a Mac ⌘. */
  readonly isMain: boolean;
}

/** Selects rows as lists do: a click one, with Ctrl one more or one less, with Shift all from the row that was selected first. */
export class RowSelecting {
  readonly #selection: Selection;
  /** The row at which a stretch begins. */
  #anchor: string | null = null;

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  /**
   * @param rows all of the list, in its order
   * @returns whether it was selected alone
   */
  choose(id: string, rows: readonly ListRow[], { isShift, isMain }: Held): boolean {
    if (isShift) {
      this.#stretch(id, rows);
      return false;
    }
    this.#anchor = id;
    if (!isMain) {
      this.#selection.select(id);
      return true;
    }
    this.#toggle(id, rows);
    return false;
  }

  all(rows: readonly ListRow[]): void {
    this.#selection.selectAll(idsOf(rows), this.#selection.id.peek());
  }

  #stretch(id: string, rows: readonly ListRow[]): void {
    const ids = idsOf(rows);
    const to = ids.indexOf(id);
    const first = [this.#anchor, this.#selection.id.peek()].map((one) => (one === null ? -1 : ids.indexOf(one)));
    const from = first.find((index) => index >= 0) ?? to;
    this.#anchor = ids[from] ?? id;
    this.#selection.selectAll(ids.slice(Math.min(from, to), Math.max(from, to) + 1), id);
  }

  #toggle(id: string, rows: readonly ListRow[]): void {
    const selected = new Set(this.#selection.ids.peek());
    const isMore = !selected.delete(id);
    if (isMore) selected.add(id);
    const listed = idsOf(rows).filter((one) => selected.has(one));
    // An older attempt that is selected in a folded row has no row of its own.
    const unlisted = [...selected].filter((one) => !listed.includes(one));
    this.#selection.selectAll([...unlisted, ...listed], isMore ? id : null);
  }
}

function idsOf(rows: readonly ListRow[]): string[] {
  return rows.map(({ id }) => id);
}
