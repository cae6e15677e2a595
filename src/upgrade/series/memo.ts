/**
 * Results by key, each worked out once. A capture is indexed again whenever a connection's life changes, while most of its
 * URLs and headers stay: the next index starts with what this one knew and forgets what it does not ask for.
 */
export class Memo<K, V> {
  readonly #make: (key: K) => V;
  readonly #before: ReadonlyMap<K, V>;
  readonly #known = new Map<K, V>();

  /**
   * @param make works a result out; it must depend on nothing but the key
   * @param before results of a memo that this one follows
   */
  constructor(make: (key: K) => V, before: ReadonlyMap<K, V> = new Map()) {
    this.#make = make;
    this.#before = before;
  }

  /** The result for a key. */
  of(key: K): V {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = this.#before.get(key) ?? this.#make(key);
    this.#known.set(key, made);
    return made;
  }

  /** A memo that starts with what this one was asked for. */
  next(): Memo<K, V> {
    return new Memo(this.#make, this.#known.size > 0 ? this.#known : this.#before);
  }
}
