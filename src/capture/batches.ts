/** Time for which what changes rows is collected before it is handed on, in milliseconds; after a silence nothing waits. */
const BATCH_MS = 50;

/** The same for what changes numbers alone, such as messages: nobody reads more than five numbers a second. */
const NUMBERS_MS = 200;

/** Rest after a batch, as a multiple of the time that it took: what the user does comes in between. */
const REST = 2;

/** The same for numbers alone: they may take a twentieth of a processor, since they come as long as a connection is open. */
const NUMBERS_REST = 19;

/** Longest rest, in milliseconds: somebody who watches the list sees it move. */
const MOST_REST_MS = 500;

/**
 * Hands things on in batches, in the order in which they came. What costs the receiver long, because its list is long or the machine
 * slow, is handed on less often.
 */
export class Batches<T> {
  readonly #hand: (batch: readonly T[]) => void;
  #waiting: T[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** When the timer runs out, by `performance.now()`. */
  #due = 0;
  /** When the last batch was handed on, by `performance.now()`. */
  #handedAt = Number.NEGATIVE_INFINITY;
  /** How long the last batch took to be taken in and drawn, in milliseconds. */
  #tookMs = 0;

  /** @param hand is given each batch; never an empty one */
  constructor(hand: (batch: readonly T[]) => void) {
    this.#hand = hand;
  }

  /** Takes what changes rows: after a silence it is handed on at once. What waits already comes with it. */
  add(one: T): void {
    this.#add(one, BATCH_MS, REST);
  }

  /** Takes what changes numbers alone. */
  addNumber(one: T): void {
    this.#add(one, NUMBERS_MS, NUMBERS_REST);
  }

  #add(one: T, apartMs: number, rest: number): void {
    this.#waiting.push(one);
    const now = performance.now();
    const due = Math.max(
      now,
      this.#handedAt + apartMs,
      this.#handedAt + this.#tookMs + Math.min(MOST_REST_MS, this.#tookMs * rest),
    );
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
    this.#handedAt = start;
    this.#tookMs = 0;
    this.flush();
    // The thread is free again when what the batch set off is over: what is reported in microtasks, and the next frame.
    setTimeout(() => this.#took(start, performance.now() - start));
    if (typeof requestAnimationFrame !== "function") return;
    requestAnimationFrame(() => {
      const drawing = performance.now();
      setTimeout(() => this.#took(start, performance.now() - drawing));
    });
  }

  #took(handedAt: number, ms: number): void {
    if (handedAt === this.#handedAt) this.#tookMs += ms;
  }
}
