import type { Direction } from "../direction.ts";
import { FIRST } from "./read.ts";

/** Most connections whose first messages are counted at once; of what comes beyond, none counts as first. */
const MOST = 20_000;

/** Tells which messages of a connection are its first ones. */
export class FirstMessages {
  readonly #counts = new Map<string, { sent: number; received: number }>();

  /** Counts one message; whether it is among the first `FIRST` of its direction. */
  isFirst(connection: string, direction: Direction): boolean {
    let counts = this.#counts.get(connection);
    if (counts === undefined) {
      if (this.#counts.size >= MOST) return false;
      counts = { sent: 0, received: 0 };
      this.#counts.set(connection, counts);
    }
    return counts[direction] < FIRST && counts[direction]++ < FIRST;
  }

  /** The connection is over. */
  forget(connection: string): void {
    this.#counts.delete(connection);
  }
}
