import type { Upgrade } from "../upgrade.ts";

/** How many forgotten connections are remembered by name, so that their last events do not bring them back. */
const RETIRED = 50_000;

/** What is written of each upgrade, and under which names it is known. It judges nothing. */
export class Book {
  readonly #upgrades = new Map<string, Upgrade>();
  readonly #refs = new Map<string, string>();
  readonly #keys = new Map<string, string>();
  readonly #retired = new Set<string>();
  readonly #merged = new Set<string>();
  #next = 1;

  /** By id, in the order in which they were first seen. */
  get upgrades(): ReadonlyMap<string, Upgrade> {
    return this.#upgrades;
  }

  /** The id behind each name that the browser's sources use. */
  get refs(): ReadonlyMap<string, string> {
    return this.#refs;
  }

  /** A new id. */
  newId(): string {
    return `c${this.#next++}`;
  }

  get(id: string | undefined): Upgrade | undefined {
    return id === undefined ? undefined : this.#upgrades.get(id);
  }

  /** The upgrade that a source's name stands for. */
  named(ref: string): Upgrade | undefined {
    return this.get(this.#refs.get(ref));
  }

  /** The id of the connection whose request had this `Sec-WebSocket-Key`. */
  ownerOf(key: string): string | undefined {
    return this.#keys.get(key);
  }

  write(id: string, upgrade: Upgrade): void {
    this.#upgrades.set(id, upgrade);
  }

  /** From now on this name stands for that upgrade. */
  call(ref: string, id: string): void {
    this.#refs.set(ref, id);
  }

  /** From now on this name stands for nothing. */
  uncall(ref: string): void {
    this.#refs.delete(ref);
  }

  /** The connection whose request has this key. */
  noteKey(key: string, id: string): void {
    this.#keys.set(key, id);
  }

  /** Takes an upgrade out, with no word about it. */
  strike(id: string): void {
    this.#upgrades.delete(id);
  }

  /** One upgrade was found to be another one: all its names are the other's from now on. */
  merge(id: string, into: string): void {
    this.strike(id);
    this.#merged.add(id);
    for (const [ref, owner] of this.#refs) if (owner === id) this.#refs.set(ref, into);
    for (const [key, owner] of this.#keys) if (owner === id) this.#keys.set(key, into);
  }

  /** Whether the one was seen before the other. */
  isOlder(id: string, other: string): boolean {
    for (const first of this.#upgrades.keys()) if (first === id || first === other) return first === id;
    return false;
  }

  /** The ids that were found to be another connection's since this was last asked. */
  takeMerged(): string[] {
    const merged = [...this.#merged];
    this.#merged.clear();
    return merged;
  }

  /** Forgets upgrades, and remembers only that their names are to be ignored from now on. */
  forget(gone: ReadonlySet<string>): void {
    for (const id of gone) this.strike(id);
    for (const [ref, id] of this.#refs) {
      if (!gone.has(id)) continue;
      this.#refs.delete(ref);
      this.retire(ref);
    }
    for (const [key, id] of this.#keys) {
      if (!gone.has(id)) continue;
      this.#keys.delete(key);
      this.retire(retiredKey(key));
    }
  }

  /** Ignores a name from now on. */
  retire(ref: string): void {
    this.#retired.add(ref);
    for (const oldest of this.#retired) {
      if (this.#retired.size <= RETIRED) break;
      this.#retired.delete(oldest);
    }
  }

  isRetired(ref: string): boolean {
    return this.#retired.has(ref);
  }

  isKeyRetired(key: string): boolean {
    return this.#retired.has(retiredKey(key));
  }
}

function retiredKey(key: string): string {
  return `key:${key}`;
}
