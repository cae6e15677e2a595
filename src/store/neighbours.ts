import { type Signal, signal } from "@preact/signals";
import type { Neighbour } from "../upgrade/http/host-response.ts";

/** How many ordinary answers are kept as evidence; the oldest go first. */
const MOST = 500;

/** Ordinary answers of hosts: evidence about what stands in front of them. */
export class Neighbours {
  readonly #seen: Neighbour[] = [];
  /** Answers that were asked for on purpose: no look at the log replaces them. */
  readonly #probed: Signal<readonly Neighbour[]> = signal([]);

  /** What is known now; what is added later does not change it. A probe's response is followed: the user waits for it. */
  get all(): readonly Neighbour[] {
    return [...this.#probed.value, ...this.#seen];
  }

  /** @param whole whether they replace what was seen before */
  add(answers: readonly Neighbour[], whole = false): void {
    if (whole) this.#seen.length = 0;
    this.#seen.push(...answers.slice(-MOST));
    this.#seen.splice(0, this.#seen.length - MOST);
  }

  addProbed(answer: Neighbour): void {
    this.#probed.value = [...this.#probed.peek(), answer];
  }
}
