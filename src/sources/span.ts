/** The earliest and the latest of the times that it is told. */
export class Span {
  #first: number | null = null;
  #last: number | null = null;

  /** @param at epoch milliseconds; null is passed over */
  add(at: number | null): void {
    if (at === null || !Number.isFinite(at)) return;
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
