import type { Direction } from "../../direction.ts";
import { keyOf } from "../control.ts";
import type { NameKind } from "../named.ts";

/** Maximum number of open requests and subscriptions of one connection whose names are remembered. */
const MOST = 1000;

/** A name that was read, without its size. */
export interface Name {
  readonly kind: NameKind;
  readonly text: string;
}

/** Remembers what a request was called, because its response repeats only its number: as a checksum, the newest ones. */
export class Asked {
  readonly #names = new Map<number, Name>();

  /**
   * @param by the direction in which it was asked
   * @param id number or text that the response repeats, as it stands in the message
   */
  remember(by: Direction, id: string | undefined, name: Name | null): void {
    if (id === undefined || name === null) return;
    const key = keyOf(`${by} ${id}`);
    this.#names.delete(key);
    this.#names.set(key, name);
    const oldest = this.#names.keys().next();
    if (this.#names.size > MOST && !oldest.done) this.#names.delete(oldest.value);
  }

  /** What was asked for under this number in that direction; null: it was not seen, or had no name. */
  nameOf(by: Direction, id: string | undefined): Name | null {
    return id === undefined ? null : (this.#names.get(keyOf(`${by} ${id}`)) ?? null);
  }
}

/** The other direction. */
export function opposite(direction: Direction): Direction {
  return direction === "sent" ? "received" : "sent";
}
