/** Most names of forgotten connections that are remembered, so that their last news do not bring them back. */
const MOST_TOMBSTONES = 50_000;

/**
 * Which names are of one connection: a union-find over the names that the sources use. Its groups have few members each, so
 * a union moves the members; the id of a group is that of its oldest name.
 */
export class Identities {
  readonly #ids = new Map<string, string>();
  readonly #members = new Map<string, Set<string>>();
  readonly #tombstones = new Set<string>();
  #next = 1;

  /** The id of the connection that a name stands for; undefined: for none so far. */
  idOf(name: string): string | undefined {
    return this.#ids.get(name);
  }

  /** All names of one connection, in the order in which they became its own. */
  membersOf(id: string): readonly string[] {
    return [...(this.#members.get(id) ?? [])];
  }

  /** Gives a name an id of its own, taking it away from the connection that it stood for. */
  start(name: string): string {
    const id = `c${this.#next++}`;
    this.alias(name, id);
    return id;
  }

  /**
   * From now on a name stands for that connection. Unlike a union this can be taken back: the other names of the connection
   * that it stood for stay behind.
   */
  alias(name: string, id: string): void {
    this.unalias(name);
    this.#ids.set(name, id);
    const members = this.#members.get(id) ?? new Set();
    this.#members.set(id, members.add(name));
  }

  /** From now on a name stands for nothing. */
  unalias(name: string): void {
    const id = this.#ids.get(name);
    if (id === undefined) return;
    this.#ids.delete(name);
    const members = this.#members.get(id);
    members?.delete(name);
    if (members?.size === 0) this.#members.delete(id);
  }

  /** Two connections are one and the same, for good: the id of the older one stays. */
  union(id: string, other: string): void {
    const [kept, gone] = isOlder(id, other) ? [id, other] : [other, id];
    if (kept !== gone) for (const name of this.membersOf(gone)) this.alias(name, kept);
  }

  /** Forgets a connection, and ignores its names from now on. */
  remove(id: string): void {
    for (const name of this.membersOf(id)) {
      this.unalias(name);
      this.tombstone(name);
    }
  }

  /** Ignores a name from now on. */
  tombstone(name: string): void {
    this.#tombstones.add(name);
    for (const oldest of this.#tombstones) {
      if (this.#tombstones.size <= MOST_TOMBSTONES) break;
      this.#tombstones.delete(oldest);
    }
  }

  isTombstone(name: string): boolean {
    return this.#tombstones.has(name);
  }
}

function isOlder(id: string, other: string): boolean {
  return Number(id.slice(1)) <= Number(other.slice(1));
}
