/** Least time for which something is collected before it is handed on, in milliseconds: thousands may arrive in a second. */
const BATCH_MS = 50;

/** Rest after a batch, as a multiple of the time that it took: what the user does comes in between. */
const REST = 2;

/** Longest rest, in milliseconds: whoever looks at the list sees it move. */
const MOST_REST_MS = 500;

/**
 * Hands things on in batches, in the order in which they came. What costs the receiver long, because its list is long, is handed on
 * less often.
 */
export class Batches<T> {
  readonly #hand: (batch: readonly T[]) => void;
  #waiting: T[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** When the rest after the last batch is over, by `performance.now()`. */
  #restsUntil = 0;

  /** @param hand is given each batch; never an empty one */
  constructor(hand: (batch: readonly T[]) => void) {
    this.#hand = hand;
  }

  add(one: T): void {
    this.#waiting.push(one);
    this.#timer ??= setTimeout(() => this.#due(), Math.max(BATCH_MS, this.#restsUntil - performance.now()));
  }

  /** What waits; it is not handed on any more. */
  take(): readonly T[] {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#waiting;
    this.#waiting = [];
    return batch;
  }

  /** Hands on at once what waits. */
  flush(): void {
    const batch = this.take();
    if (batch.length > 0) this.#hand(batch);
  }

  #due(): void {
    const start = performance.now();
    this.flush();
    // The thread is free again when what the batch set off has been drawn.
    setTimeout(() => {
      const now = performance.now();
      this.#restsUntil = now + Math.min(MOST_REST_MS, (now - start) * REST);
    });
  }
}
