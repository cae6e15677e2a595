import type { Upgrade } from "../upgrade.ts";
import { isUnannounced, mayBeLogged } from "./record.ts";

/** What is known of each connection, and which of them are listed: those with a URL, and those whose patience is spent. */
export class Listing {
  readonly #views = new Map<string, Upgrade>();
  readonly #listed = new Map<string, Upgrade>();
  /** Ids by URL. */
  readonly #byUrl = new Map<string, Set<string>>();
  /** Ids by URL, of connections of which only the live socket is known. */
  readonly #socketAlone = new Map<string, Set<string>>();
  /** Ids that are listed though nothing but messages is known of them. */
  readonly #patienceSpent = new Set<string>();
  readonly #changed = new Set<string>();

  /** By id, what all sources say of each connection. */
  get views(): ReadonlyMap<string, Upgrade> {
    return this.#views;
  }

  /** Those that are listed, in the order in which they came into the list. */
  get listed(): ReadonlyMap<string, Upgrade> {
    return this.#listed;
  }

  /** The ids that changed, or are no longer listed, since this was last asked. */
  takeChanged(): Set<string> {
    const changed = new Set(this.#changed);
    this.#changed.clear();
    return changed;
  }

  /** All of that URL, the oldest first. */
  *ofUrl(url: string): Iterable<readonly [string, Upgrade]> {
    for (const id of this.#byUrl.get(url) ?? []) {
      const view = this.#views.get(id);
      if (view !== undefined) yield [id, view];
    }
  }

  /**
   * The oldest connection of that URL of which only the live socket is known.
   *
   * @param isLogged whether the log has it
   */
  socketAloneOf(url: string | null, isLogged: boolean): string | null {
    for (const id of (url === null ? undefined : this.#socketAlone.get(url)) ?? []) {
      const view = this.#views.get(id);
      if (view !== undefined && (!isLogged || mayBeLogged(view))) return id;
    }
    return null;
  }

  /** From now on this one is listed, though nothing but messages is known of it. */
  spendPatience(id: string): void {
    this.#patienceSpent.add(id);
  }

  /** @param isSocketAlone whether only its live socket is known */
  set(id: string, view: Upgrade, isSocketAlone: boolean): void {
    const before = this.#views.get(id)?.url ?? null;
    if (before !== view.url) this.#forgetUrl(id, before);
    this.#views.set(id, view);
    if (view.url !== null) {
      put(this.#byUrl, view.url, id);
      if (isSocketAlone) put(this.#socketAlone, view.url, id);
      else take(this.#socketAlone, view.url, id);
    }
    const isHidden = view.url === null && isUnannounced(view) && !this.#patienceSpent.has(id);
    if (isHidden && !this.#listed.has(id)) return;
    this.#listed.set(id, view);
    this.#changed.add(id);
  }

  delete(id: string): void {
    this.#forgetUrl(id, this.#views.get(id)?.url ?? null);
    this.#views.delete(id);
    this.#patienceSpent.delete(id);
    if (this.#listed.delete(id)) this.#changed.add(id);
  }

  #forgetUrl(id: string, url: string | null): void {
    if (url === null) return;
    take(this.#byUrl, url, id);
    take(this.#socketAlone, url, id);
  }
}

function put(buckets: Map<string, Set<string>>, url: string, id: string): void {
  const ids = buckets.get(url) ?? new Set();
  buckets.set(url, ids.add(id));
}

function take(buckets: Map<string, Set<string>>, url: string, id: string): void {
  const ids = buckets.get(url);
  ids?.delete(id);
  if (ids?.size === 0) buckets.delete(url);
}
