import { recount } from "../counts/both-sources.ts";
import { factsOf } from "../kinds/registry.ts";
import type { Logged } from "../observation.ts";
import { reduce } from "../reduce.ts";
import type { Upgrade } from "../upgrade.ts";
import type { Nearest } from "./candidates.ts";
import type { Directory } from "./directory.ts";
import { keyOf } from "./links/key.ts";
import { monotonicSecondsOf } from "./links/monotonic-time.ts";
import { byFit } from "./links/registry.ts";
import { isWaiting } from "./links/waiting.ts";
import type { Placement } from "./placement.ts";
import { markOf } from "./record.ts";

/** Entries of the network log, each reported again at every poll. */
export class LogEntries {
  readonly #directory: Directory;
  readonly #placement: Placement;
  /** Names under which the log reported something. */
  readonly #names = new Set<string>();
  /** For each key, the first of its names that is still there. */
  readonly #nameOfKey = new Map<string, string>();
  /** The names of the last poll. */
  #listed: ReadonlySet<string> = new Set();

  constructor(directory: Directory, placement: Placement) {
    this.#directory = directory;
    this.#placement = placement;
  }

  /**
   * Takes all entries that the log has now. Where the log was emptied or put in another order, what it still has comes under
   * another name: it is known by its key, its start or its failure.
   *
   * @param polledAt epoch milliseconds at which the poll began
   */
  poll(entries: readonly Logged[], polledAt: number): void {
    this.#listed = new Set(entries.map(({ sourceId }) => sourceId));
    for (const [key, name] of this.#nameOfKey) if (!this.#isThere(name)) this.#nameOfKey.delete(key);
    const gone = this.#signsOfGone();
    if (gone.size > 0) for (const entry of entries) this.#rename(entry, gone);
    const entered = this.#enterNearest(entries);
    for (const entry of entries) if (!entered.has(entry)) this.enter(entry);
    const linked = this.#placement.linkNearest();
    if (linked.size > 0)
      for (const entry of entries) if (linked.has(entry.sourceId)) this.recount(entry.sourceId, entry);
    this.#loseSight(polledAt);
  }

  /**
   * Takes the new entries without a key that the links find a partner for, the nearest first: else the first of the log takes the
   * partner of another.
   */
  #enterNearest(entries: readonly Logged[]): ReadonlySet<Logged> {
    const entered = new Set<Logged>();
    const near = entries.flatMap((entry) => {
      const nearest = this.#nearestTo(entry);
      return nearest === null ? [] : [{ entry, ...nearest }];
    });
    if (near.length < 2) return entered;
    for (const { entry } of near.sort(byFit)) {
      if (this.#nearestTo(entry) === null) continue;
      this.enter(entry);
      entered.add(entry);
    }
    return entered;
  }

  #nearestTo(entry: Logged): Nearest | null {
    const isKeyed = keyOf({ request: { headers: entry.requestHeaders, at: null } }) !== null;
    if (isKeyed || this.#isThere(entry.sourceId)) return null;
    const facts = reduce(undefined, entry);
    return this.#directory.nearestTo({ name: entry.sourceId, source: "network", facts, reportedAt: entry.at });
  }

  /** Of what waited for its response and is in the log no more, the log reports an end alone, never whether it opened. */
  #loseSight(at: number): void {
    for (const name of this.#names) {
      const record = this.#listed.has(name) ? undefined : this.#directory.record(name);
      if (record === undefined) continue;
      const { response, error, ended, unwatchedSince, kind } = record.facts;
      const isWaiting = factsOf(kind).datedBy === "request" && response === null && error === null && ended === null;
      if (!isWaiting || unwatchedSince !== null) continue;
      const { mark: _, ...rest } = record;
      this.#directory.write({ ...rest, facts: { ...record.facts, unwatchedSince: at } });
      this.#directory.refreshNamed(name);
    }
  }

  /**
   * Takes an entry whose end is reported between two polls. A connection that outlives its page ends when the log no longer lists
   * it: then the end is all that comes under this name.
   */
  end(entry: Logged): void {
    const isKnown = this.#directory.record(entry.sourceId) !== undefined;
    const key = keyOf({ request: { headers: entry.requestHeaders, at: null } });
    // A navigation empties the log without a poll, so what the last one listed may be gone too.
    const before = key === null ? undefined : this.#nameOfKey.get(key);
    if (!isKnown && before !== undefined && this.#isThere(before)) this.#directory.rename(before, entry.sourceId);
    this.enter(entry);
  }

  #isThere(name: string): boolean {
    return this.#directory.record(name) !== undefined;
  }

  /** Names that the last poll no longer had, by what their entries can be known by. */
  #signsOfGone(): Map<string, string[]> {
    const gone = new Map<string, string[]>();
    for (const name of this.#names) {
      if (this.#listed.has(name)) continue;
      const record = this.#directory.record(name);
      const sign = record === undefined ? null : signOf(record.facts);
      if (record === undefined) this.#names.delete(name);
      else if (sign !== null) gone.set(sign, [...(gone.get(sign) ?? []), name]);
    }
    return gone;
  }

  #rename(entry: Logged, gone: ReadonlyMap<string, string[]>): void {
    if (this.#directory.record(entry.sourceId) !== undefined) return;
    const before = gone.get(signOf(reduce(undefined, entry)) ?? "")?.shift();
    if (before !== undefined) this.#directory.rename(before, entry.sourceId);
  }

  /** Takes an entry as it is now: what of its messages the debugger counted too is not counted again. */
  enter(entry: Logged): void {
    const { sourceId: name, at } = entry;
    const before = this.#directory.record(name);
    const key = keyOf({ request: { headers: entry.requestHeaders, at: null } });
    if (before === undefined && key !== null && this.#directory.isTombstone(`key ${key}`)) return;
    this.#names.add(name);
    if (key !== null && !this.#isThere(this.#nameOfKey.get(key) ?? "")) this.#nameOfKey.set(key, name);
    const id = this.#directory.idOf(name);
    const counted = id === undefined ? undefined : this.#directory.views.get(id);
    const mark = markOf(entry, counted);
    if (before !== undefined && before.mark === mark) {
      this.#directory.write({ ...before, reportedAt: at });
      return;
    }
    const facts = reduce(before?.facts, entry);
    const recounted = counted === undefined ? facts : { ...facts, ...recount(before?.facts ?? facts, entry, counted) };
    this.#directory.write({ name, source: "network", facts: recounted, reportedAt: at, mark });
    this.#placement.place(name);
    // It was only now found to be one that the debugger counts.
    if (counted === undefined) this.recount(name, entry);
  }

  /** Counts an entry again: it was found to be a connection that the debugger counts. */
  recount(name: string, entry: Logged): void {
    const record = this.#directory.record(name);
    const id = this.#directory.idOf(name);
    const view = id === undefined ? undefined : this.#directory.views.get(id);
    if (record === undefined || view === undefined || id === undefined || view.debuggerHead.length === 0) return;
    this.#directory.write({ ...record, facts: { ...record.facts, ...recount(record.facts, entry, view) } });
    this.#directory.refresh(id);
  }
}

/** By what an entry is known again that has another name now; null: by nothing. */
function signOf(facts: Upgrade): string | null {
  const { url, request } = facts;
  const key = keyOf(facts);
  if (key !== null) return `key ${key}`;
  const at = request?.at ?? monotonicSecondsOf(facts);
  if (at !== null) return `${url} at ${at}`;
  return isWaiting(facts) ? `${url} waits` : null;
}
