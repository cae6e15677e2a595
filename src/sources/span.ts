/** The last instant of the year 9999, epoch milliseconds: what is later is no time but a number gone wrong. */
const LAST = 253_402_300_799_999;

/** The earliest and the latest of the times that it is given. */
export class Span {
  #first: number | null = null;
  #last: number | null = null;

  /** @param at epoch milliseconds; null is passed over, and what no clock shows: before 1970, after 9999 */
  add(at: number | null): void {
    if (at === null || !(at >= 0 && at <= LAST)) return;
    this.#first = this.#first === null ? at : Math.min(this.#first, at);
    this.#last = this.#last === null ? at : Math.max(this.#last, at);
  }

  get first(): number | null {
    return this.#first;
  }

  get last(): number | null {
    return this.#last;
  }
}
