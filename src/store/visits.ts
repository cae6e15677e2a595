import { type Signal, signal } from "@preact/signals";
import type { NotRestored } from "../upgrade/not-restored.ts";

/** Number of visits that are remembered; the oldest go first. */
const MOST_VISITS = 100;

/**
 * The pages that the tab showed one after the other, and which connections belong to which: what the browser says of a page
 * concerns these alone.
 */
export class Visits {
  /** Addresses of the pages that were left, by the number of the visit. */
  readonly #left = new Map<number, string>();
  /** The number of the visit in which each connection was first seen. */
  readonly #visits = new Map<string, number>();
  readonly #notRestored: Signal<ReadonlyMap<number, NotRestored>> = signal(new Map());
  #current = 0;

  /** A connection was seen for the first time. */
  add(id: string): void {
    this.#visits.set(id, this.#current);
  }

  forget(id: string): void {
    this.#visits.delete(id);
  }

  /** @param url the page that is left; null: not known */
  leave(url: string | null): void {
    if (url !== null) this.#left.set(this.#current, url);
    this.#current += 1;
    this.#left.delete(this.#current - MOST_VISITS);
  }

  /**
   * The browser loaded the page again though somebody came back to it: that concerns the connections of the page as it is now,
   * and of the last visit to it.
   *
   * @param url the page
   */
  notRestored(url: string | null, why: NotRestored): void {
    const before = [...this.#left].findLast(([, left]) => left === url);
    const visits = [...(before === undefined ? [] : [before[0]]), this.#current];
    const kept = [...this.#notRestored.peek()].filter(([visit]) => visit > this.#current - MOST_VISITS);
    this.#notRestored.value = new Map([...kept, ...visits.map((visit) => [visit, why] as const)]);
  }

  /** What is known now of the page that each connection is of; followed by the computation or component that reads it. */
  get reasons(): (id: string) => NotRestored | null {
    const byVisit = this.#notRestored.value;
    return (id) => byVisit.get(this.#visits.get(id) ?? Number.NaN) ?? null;
  }
}
