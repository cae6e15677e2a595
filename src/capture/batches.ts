/** Time for which things are collected before they are handed on, in milliseconds, unless they may wait for longer. */
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
  /** When the timer runs out, by `performance.now()`. */
  #due = 0;
  /** When the rest after the last batch is over, by `performance.now()`. */
  #restsUntil = 0;

  /** @param hand is given each batch; never an empty one */
  constructor(hand: (batch: readonly T[]) => void) {
    this.#hand = hand;
  }

  /** @param withinMs how long it may wait, in milliseconds; what waits already comes with it */
  add(one: T, withinMs = BATCH_MS): void {
    this.#waiting.push(one);
    const now = performance.now();
    const due = Math.max(now + withinMs, this.#restsUntil);
    if (this.#timer !== null && due >= this.#due) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.#handOn(), due - now);
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

  #handOn(): void {
    const start = performance.now();
    this.flush();
    // The thread is free again when what the batch set off has been drawn.
    setTimeout(() => {
      const now = performance.now();
      this.#restsUntil = now + Math.min(MOST_REST_MS, (now - start) * REST);
    });
  }
}
