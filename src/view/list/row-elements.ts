/**
 * Which element of the list draws which row. A row that stays in view keeps its element; one that comes into view takes that
 * of one that left: to change the words of a row costs a fraction of making its cells anew.
 */
export class RowElements {
  #byRow: ReadonlyMap<string, number> = new Map();

  /**
   * @param rows keys of all rows that are drawn now, in their order
   * @returns a number for the element of each; no two have the same
   */
  assign(rows: readonly string[]): readonly number[] {
    const before = this.#byRow;
    const kept = new Set(rows.flatMap((row) => before.get(row) ?? []));
    const numbers = Math.max(rows.length, ...Array.from(before.values(), (element) => element + 1));
    const free = Array.from({ length: numbers }, (_, element) => element).filter((element) => !kept.has(element));
    this.#byRow = new Map(rows.map((row) => [row, before.get(row) ?? free.shift() ?? 0]));
    return [...this.#byRow.values()];
  }
}
