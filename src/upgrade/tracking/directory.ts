import type { Headers } from "../http/headers.ts";
import type { Upgrade } from "../upgrade.ts";
import { Candidates, type Nearest } from "./candidates.ts";
import { Identities } from "./identities.ts";
import { keyOf } from "./links/key.ts";
import type { Connections } from "./links/live-socket.ts";
import { fitWhileWaiting } from "./links/waiting.ts";
import { Listing } from "./listing.ts";
import { type Source, type SourceRecord, viewOf } from "./record.ts";

/** WHATWG WebSockets: `WebSocket.CONNECTING`. */
const CONNECTING = 0;

/**
 * What is known under each name, which names are of one connection, and what that makes of it. Whatever changes here changes
 * the listing too.
 */
export class Directory implements Connections {
  readonly #identities = new Identities();
  readonly #records = new Map<string, SourceRecord>();
  readonly #candidates = new Candidates();
  readonly #listing = new Listing();
  readonly #isSure: (socket: string) => boolean;

  /** @param isSure whether a live socket can be no other connection than the one that it is assigned to */
  constructor(isSure: (socket: string) => boolean) {
    this.#isSure = isSure;
  }

  /** By id, what all sources say of each connection. */
  get views(): ReadonlyMap<string, Upgrade> {
    return this.#listing.views;
  }

  /** Those that are listed, in the order in which they came into the list. */
  get listed(): ReadonlyMap<string, Upgrade> {
    return this.#listing.listed;
  }

  /** The ids that changed, or are no longer listed, since this was last asked. */
  takeChanged(): Set<string> {
    return this.#listing.takeChanged();
  }

  record(name: string): SourceRecord | undefined {
    return this.#records.get(name);
  }

  idOf(name: string): string | undefined {
    return this.#identities.idOf(name);
  }

  urlOf(name: string): string | null {
    const id = this.idOf(name);
    return (id === undefined ? null : this.views.get(id)?.url) ?? null;
  }

  viewOf(name: string): Upgrade | undefined {
    const id = this.idOf(name);
    return id === undefined ? undefined : this.views.get(id);
  }

  ofUrl(url: string): Iterable<readonly [string, Upgrade]> {
    return this.#listing.ofUrl(url);
  }

  recordsOf(id: string): SourceRecord[] {
    return this.#identities.membersOf(id).flatMap((name) => this.#records.get(name) ?? []);
  }

  /** Whether one of a connection's names is that source's. */
  has(id: string, source: Source): boolean {
    return this.recordsOf(id).some((record) => record.source === source);
  }

  announced(id: string): Upgrade | null {
    const own = this.recordsOf(id).find(({ source }) => source === "debugger");
    return own === undefined || own.facts.createdAt === null ? null : own.facts;
  }

  isSocketAlone(id: string): boolean {
    return this.recordsOf(id).every(({ source }) => source === "socket");
  }

  /**
   * The oldest connection of that URL of which only the live socket is known.
   *
   * @param isLogged whether the log has it
   */
  socketAloneOf(url: string | null, isLogged: boolean): string | null {
    return this.#listing.socketAloneOf(url, isLogged);
  }

  /** Whether the first look showed a connection in its handshake. */
  wasConnecting(id: string | null): boolean {
    return id !== null && this.views.get(id)?.snapshots[0]?.readyState === CONNECTING;
  }

  isTombstone(name: string): boolean {
    return this.#identities.isTombstone(name);
  }

  write(record: SourceRecord): void {
    this.#records.set(record.name, record);
    this.#candidates.note(record);
  }

  /** A source calls by another name from now on what it called by this one. */
  rename(before: string, name: string): void {
    const record = this.#records.get(before);
    const id = this.idOf(before);
    if (record === undefined || id === undefined) return;
    const partner = this.#candidates.partnerOf(before);
    this.#candidates.forget(record);
    this.#records.delete(before);
    this.#identities.unalias(before);
    this.#identities.alias(name, id);
    if (partner !== undefined) this.#candidates.link(name, partner);
    this.write({ ...record, name });
  }

  /** Gives a name a connection of its own. */
  start(name: string): string {
    return this.#identities.start(name);
  }

  /** Assigns a name to a connection; it can be assigned to another one later. */
  assign(name: string, id: string): void {
    const before = this.idOf(name);
    if (before === id) return;
    this.#identities.alias(name, id);
    if (before !== undefined) this.refresh(before);
  }

  unalias(name: string): void {
    this.#identities.unalias(name);
  }

  /** Two connections are one, for good: the older stays, but what is listed never yields to what is not. */
  union(id: string, other: string): void {
    const [first, second] = this.listed.has(id) || !this.listed.has(other) ? [id, other] : [other, id];
    if (this.listed.has(first) === this.listed.has(second)) this.#identities.union(first, second);
    else for (const name of this.#identities.membersOf(second)) this.#identities.alias(name, first);
    for (const one of [first, second]) this.refresh(one);
  }

  /** The record of the other source that one sits with, the live sockets apart. */
  otherOf({ name, source }: SourceRecord): SourceRecord | null {
    const id = this.idOf(name);
    if (id === undefined) return null;
    return this.recordsOf(id).find((one) => one.source !== source && one.source !== "socket") ?? null;
  }

  areLinked(name: string, other: string): boolean {
    return this.#candidates.partnerOf(name) === other;
  }

  /**
   * Links a name of one source and one of the other for good.
   *
   * @returns the names that sat with one of the two by assignment, and have no connection now
   */
  link(name: string, partner: string): readonly string[] {
    if (this.areLinked(name, partner)) return [];
    const displaced = [name, partner].flatMap((one) => {
      const record = this.#records.get(one);
      const other = record && this.otherOf(record);
      return other == null || other.name === name || other.name === partner ? [] : other.name;
    });
    for (const other of displaced) {
      // The log's name leaves; the debugger's stays where it is, and the log's own goes to the other.
      const leaves = this.#records.get(other)?.source === "network" ? other : (this.#networkOf(name, partner) ?? other);
      const id = this.idOf(leaves);
      this.#identities.unalias(leaves);
      if (id !== undefined) this.refresh(id);
    }
    this.#candidates.link(name, partner);
    const [mine, theirs] = [this.idOf(name), this.idOf(partner)];
    if (mine !== undefined && theirs !== undefined) this.union(mine, theirs);
    else if (theirs !== undefined) this.assign(name, theirs);
    else if (mine !== undefined) this.assign(partner, mine);
    return displaced.filter((other) => this.idOf(other) === undefined);
  }

  #networkOf(...names: readonly string[]): string | undefined {
    return names.find((name) => this.#records.get(name)?.source === "network");
  }

  /** The name of the other source that the links find for a record, and how near it is; null: none, or it has one already. */
  nearestTo(record: SourceRecord): Nearest | null {
    return this.#candidates.nearestTo(record);
  }

  /** The connection of the nearest record of the other source, if it has none of this one yet; null: none. */
  nearFor(record: SourceRecord): string | null {
    const nearest = this.#candidates.nearestTo(record);
    const id = nearest === null ? undefined : this.idOf(nearest.name);
    return id === undefined || this.has(id, record.source) ? null : id;
  }

  /** The connection at which a record may sit while it waits; null: none. */
  fittingWhileWaiting(record: SourceRecord): string | null {
    let best: { readonly id: string; readonly fit: number } | null = null;
    for (const other of this.#candidates.unlinkedOthers(record)) {
      const fit = record.source === "debugger" ? fitWhileWaiting(record, other) : fitWhileWaiting(other, record);
      const id = this.idOf(other.name);
      if (fit === null || id === undefined || this.has(id, record.source)) continue;
      if (fit < (best?.fit ?? Number.POSITIVE_INFINITY)) best = { id, fit };
    }
    return best?.id ?? null;
  }

  /** Lists a connection though nothing but messages is known of it. */
  list(id: string | undefined): void {
    if (id === undefined) return;
    this.#listing.spendPatience(id);
    this.refresh(id);
  }

  /** Combines again what the names of a connection say. */
  refresh(id: string): void {
    const records = this.recordsOf(id);
    if (records.length === 0) this.#listing.delete(id);
    else this.#listing.set(id, viewOf(id, records, this.#isSure), this.isSocketAlone(id));
  }

  /** Combines again what the names of the connection with this name say. */
  refreshNamed(name: string): void {
    const id = this.idOf(name);
    if (id !== undefined) this.refresh(id);
  }

  /** Ignores a name of which nothing is known from now on. */
  ignore(name: string): void {
    this.#identities.tombstone(name);
  }

  /** Ignores the key of a request whose connection was forgotten before it was sent. */
  ignoreKey(headers: Headers): void {
    const key = keyOf({ request: { headers, at: null } });
    if (key !== null) this.#identities.tombstone(`key ${key}`);
  }

  /** Forgets a connection, and ignores its names and its key from now on. */
  remove(id: string): void {
    for (const record of this.recordsOf(id)) {
      const key = keyOf(record.facts);
      if (key !== null) this.#identities.tombstone(`key ${key}`);
      this.#candidates.forget(record);
      this.#records.delete(record.name);
    }
    this.#identities.remove(id);
    this.#listing.delete(id);
  }
}
