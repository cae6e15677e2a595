import type { Observation } from "../../upgrade/observation.ts";

/** Thousands of messages may arrive in a second: so long they are collected, in milliseconds. */
const BATCH_MS = 50;

/** Hands observations on in batches, in the order in which they were made. */
export class Batches {
  readonly #hand: (batch: readonly Observation[]) => void;
  #waiting: Observation[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param hand is given each batch; never an empty one */
  constructor(hand: (batch: readonly Observation[]) => void) {
    this.#hand = hand;
  }

  add(observation: Observation): void {
    this.#waiting.push(observation);
    this.#timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }

  /** Hands on at once what waits. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length > 0) this.#hand(batch);
  }
}
