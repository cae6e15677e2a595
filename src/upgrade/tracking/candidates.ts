import { keyOf } from "./links/key.ts";
import { byFit, type Fit, linked } from "./links/registry.ts";
import type { SourceRecord } from "./record.ts";

/** The record of the other source that the links find for one. */
export interface Nearest extends Fit {
  readonly name: string;
}

/** Records about which the links may be asked: they have the same key, or the same URL and no partner yet. */
export class Candidates {
  /**
   * By key; a key that is not drawn again for each connection has several of one source. A request that is sent again has another
   * key: the record with the one before stays, for the other source may be behind.
   */
  readonly #byKey = new Map<string, Map<string, SourceRecord>>();
  /** By name, the keys under which it is kept. */
  readonly #keysOf = new Map<string, readonly string[]>();
  /** By source and URL, those that were not linked, the oldest first: the links are never asked about the others. */
  readonly #unlinked = new Map<string, Map<string, SourceRecord>>();
  /** By name, the name of the other source that it was linked with for good. */
  readonly #partners = new Map<string, string>();

  /** Takes a record as it is now. */
  note(record: SourceRecord): void {
    const key = keyOf(record.facts);
    if (key !== null) this.#noteKey(key, record);
    const isAsked = record.source !== "socket" && record.facts.url !== null;
    if (isAsked && !this.#partners.has(record.name)) put(this.#unlinked, bucketOf(record), record);
  }

  #noteKey(key: string, record: SourceRecord): void {
    put(this.#byKey, key, record);
    const keys = this.#keysOf.get(record.name) ?? [];
    if (!keys.includes(key)) this.#keysOf.set(record.name, [...keys, key]);
  }

  /** The name that one was linked with for good. */
  partnerOf(name: string): string | undefined {
    return this.#partners.get(name);
  }

  /** Two names are of one connection for good. */
  link(name: string, partner: string): void {
    this.#partners.set(name, partner);
    this.#partners.set(partner, name);
  }

  /** Asks nothing of a record any more. */
  forget(record: SourceRecord): void {
    for (const key of this.#keysOf.get(record.name) ?? []) take(this.#byKey, key, record.name);
    this.#keysOf.delete(record.name);
    take(this.#unlinked, bucketOf(record), record.name);
    this.#partners.delete(record.name);
  }

  /** Records of the other source that have the URL of one, and no link. */
  *unlinkedOthers({ source, facts: { url } }: SourceRecord): Iterable<SourceRecord> {
    const bucket = `${source === "debugger" ? "network" : "debugger"} ${url}`;
    for (const other of this.#unlinked.get(bucket)?.values() ?? []) {
      if (this.#partners.has(other.name)) take(this.#unlinked, bucket, other.name);
      else yield other;
    }
  }

  /** The name of the other source that the links find for a record, and how near it is; null: none, or it has one already. */
  nearestTo(record: SourceRecord): Nearest | null {
    if (this.#partners.has(record.name)) return null;
    let nearest: Nearest | null = null;
    for (const other of this.#likely(record)) {
      if (other.source === record.source || other.source === "socket" || this.#partners.has(other.name)) continue;
      const fit = record.source === "debugger" ? linked(record.facts, other.facts) : linked(other.facts, record.facts);
      if (fit !== null && (nearest === null || byFit(fit, nearest) < 0)) nearest = { name: other.name, ...fit };
    }
    return nearest;
  }

  /** What has a key has no other sign. */
  #likely(record: SourceRecord): Iterable<SourceRecord> {
    const key = keyOf(record.facts);
    if (key !== null) return this.#byKey.get(key)?.values() ?? [];
    return this.unlinkedOthers(record);
  }
}

function bucketOf({ source, facts }: SourceRecord): string {
  return `${source} ${facts.url}`;
}

function put(buckets: Map<string, Map<string, SourceRecord>>, bucket: string, record: SourceRecord): void {
  const records = buckets.get(bucket) ?? new Map<string, SourceRecord>();
  buckets.set(bucket, records.set(record.name, record));
}

function take(buckets: Map<string, Map<string, SourceRecord>>, bucket: string, name: string): void {
  const records = buckets.get(bucket);
  records?.delete(name);
  if (records?.size === 0) buckets.delete(bucket);
}
