import type { Observation } from "../../upgrade/observation.ts";

/** Time for which messages are collected before they are handed on, in milliseconds: thousands may arrive in a second. */
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
