import { countOf } from "../counts/messages.ts";
import type {
  Blocked,
  EndedBy,
  Logged,
  Message,
  MessageSeen,
  Observation,
  SocketMessage,
  SocketState,
  Target,
} from "../observation.ts";
import { addLive, pauseWith, recount, reduce } from "../reduce.ts";
import { newUpgrade, outlivesPage, stateOf, type Upgrade } from "../upgrade.ts";
import { Directory } from "./directory.ts";
import { keyOf } from "./links/key.ts";
import { LiveSocketLink } from "./links/live-socket.ts";
import { assign, FINGERPRINTS, type Match, type Unidentified } from "./links/messages.ts";
import { isDenied } from "./links/registry.ts";
import { isWaiting } from "./links/waiting.ts";
import { isUnannounced, markOf, type SourceRecord } from "./record.ts";

/** Polls of the log after which an unidentified connection is older than DevTools: the first may only be behind. */
const POLLS_TO_IDENTIFY = 2;

/** Chromium's words for too many sockets that are open or waiting. */
const LIMIT = "Insufficient resources";

/**
 * All connections of one tab. Each source's news are reduced under its own name, and the links (links/registry.ts) tell
 * which names are of one connection. The one record that is shown is combined from those of its names.
 */
export class ConnectionTracker {
  readonly #directory = new Directory((socket) => this.#sockets.isSure(socket));
  readonly #sockets = new LiveSocketLink(this.#directory);
  /** By name, connections of which the debugger told nothing but messages, until the log tells which they are. */
  readonly #unidentified = new Map<string, Unidentified>();

  /** The connections in the order in which they were first listed. */
  get upgrades(): ReadonlyMap<string, Upgrade> {
    return this.#directory.listed;
  }

  /** Whether unidentified connections wait for a poll of the network log. */
  get awaitsPoll(): boolean {
    for (const [name, { polls }] of this.#unidentified)
      if (polls < POLLS_TO_IDENTIFY || !this.upgrades.has(this.#directory.idOf(name) ?? "")) return true;
    return false;
  }

  /** The ids of the listed connections of which these observations speak. */
  idsOf(observations: readonly Observation[]): Set<string> {
    const ids = observations.flatMap(({ ref }) => this.#directory.idOf(ref) ?? []);
    return new Set(ids.filter((id) => this.upgrades.has(id)));
  }

  /**
   * Takes observations.
   *
   * @param batch in the order in which they arrived
   * @returns the ids of the connections that changed, and of those that are no longer listed because they were found to be
   *   another one's
   */
  observe(batch: readonly Observation[]): Set<string> {
    let run: MessageSeen[] = [];
    for (const observation of batch) {
      if (observation.type === "message") {
        run.push(observation);
        continue;
      }
      this.#count(run);
      run = [];
      this.#enter(observation);
    }
    this.#count(run);
    return this.#directory.takeChanged();
  }

  /**
   * Takes a whole poll of the network log: every entry that it has now. Messages that the poll does not explain belong to
   * connections that are older than DevTools, and are listed as such.
   *
   * @param polledAt epoch milliseconds at which the poll began
   * @returns the ids of the connections that changed
   */
  poll(entries: readonly Logged[], polledAt: number): Set<string> {
    for (const entry of entries) this.#enter(entry);
    this.#identify(entries, polledAt);
    return this.#directory.takeChanged();
  }

  /**
   * Marks every connection that still lives as ended, for an end that no event tells.
   *
   * @param at epoch milliseconds
   * @param except ids of those that live on
   * @returns the ids of the connections that changed
   */
  endAll(by: EndedBy, at: number, except: ReadonlySet<string> = new Set()): Set<string> {
    for (const [id, upgrade] of this.upgrades) {
      if (except.has(id) || outlivesPage(upgrade)) continue;
      const state = stateOf(upgrade);
      if (state !== "open" && state !== "queued" && state !== "requested") continue;
      for (const record of this.#directory.recordsOf(id))
        this.#directory.write({ ...record, facts: reduce(record.facts, { type: "ended", ref: "", at, by }) });
      this.#directory.refresh(id);
    }
    this.forgetUnlisted();
    return this.#directory.takeChanged();
  }

  /** Marks the end of live counting for every connection: the network log carries on from there. */
  pauseAll(at: number): Set<string> {
    for (const [id, view] of this.#directory.views) {
      // A socket that only the log has goes on in it; of a request the log does not tell whether it goes on.
      if (view.kind === "websocket" && countOf(view.countedByDebugger) === 0 && view.snapshots.length === 0) continue;
      this.#pause(id, at);
    }
    this.#sockets.clear();
    return this.#directory.takeChanged();
  }

  /** Forgets connections, and remembers only that their names are to be ignored from now on. */
  forget(ids: Iterable<string>): void {
    this.#forget(ids);
    this.#directory.takeChanged();
  }

  #forget(ids: Iterable<string>): void {
    for (const id of ids) {
      for (const { name } of this.#directory.recordsOf(id)) {
        this.#unidentified.delete(name);
        this.#sockets.forget(name);
      }
      this.#directory.remove(id);
    }
  }

  /** Forgets what is not listed, with its names. */
  forgetUnlisted(): void {
    this.#forget([...this.#directory.views.keys()].filter((id) => !this.upgrades.has(id)));
  }

  #enter(observation: Exclude<Observation, MessageSeen>): void {
    const { ref } = observation;
    if (this.#directory.isTombstone(ref)) return;
    switch (observation.type) {
      case "logged":
        this.#enterEntry(observation);
        return;
      case "socket-state":
        this.#enterSocket(observation);
        return;
      case "socket-message":
        this.#enterSocketMessage(observation);
        return;
      case "closed-by": {
        const record = this.#directory.record(ref);
        const url = observation.url ?? (record?.source === "socket" ? record.facts.url : null);
        if (url !== null) this.#enterSocketClose({ ...observation, url });
        else this.#tell("debugger", observation);
        return;
      }
      case "paused": {
        const id = this.#directory.idOf(ref);
        if (id !== undefined) this.#pause(id, observation.at);
        return;
      }
      case "blocked":
        if (this.#directory.record(ref) !== undefined || !this.#isToldByNetwork(observation))
          this.#tell("debugger", observation, true);
        return;
      case "created":
      case "request-sent":
      case "answered":
        this.#tell("debugger", observation, true);
        return;
      case "closed":
        this.#tell("debugger", observation);
        this.#sockets.closed(ref, observation.session);
        return;
      default:
        // The end of something that was never announced: there is nothing to show of it.
        this.#tell("debugger", observation);
    }
  }

  /** Reduces what the debugger tells, and asks the links again. */
  #tell(source: SourceRecord["source"], observation: Observation, isNews = false): void {
    const { ref: name, at } = observation;
    const before = this.#directory.record(name);
    if (before === undefined && !isNews) return;
    const facts = reduce(before?.facts, observation);
    this.#directory.write({ name, source: before?.source ?? source, facts, toldAt: at });
    if (!isUnannounced(facts)) this.#unidentified.delete(name);
    this.#place(name);
  }

  /** Messages of the entry that the debugger counted too are not counted again. */
  #enterEntry(entry: Logged): void {
    const { ref: name, at } = entry;
    const before = this.#directory.record(name);
    const key = keyOf({ request: { headers: entry.requestHeaders, at: null } });
    if (before === undefined && key !== null && this.#directory.isTombstone(`key ${key}`)) return;
    const id = this.#directory.idOf(name);
    const counted = id === undefined ? undefined : this.#directory.views.get(id);
    const mark = markOf(entry, counted);
    if (before !== undefined && before.mark === mark) {
      this.#directory.write({ ...before, toldAt: at });
      return;
    }
    const facts = reduce(before?.facts, entry);
    const recounted = counted === undefined ? facts : { ...facts, ...recount(before?.facts ?? facts, entry, counted) };
    this.#directory.write({ name, source: "network", facts: recounted, toldAt: at, mark });
    this.#place(name);
    // It was only now found to be one that the debugger counts.
    if (counted === undefined) this.#recount(name, entry);
  }

  #recount(name: string, entry: Logged): void {
    const record = this.#directory.record(name);
    const id = this.#directory.idOf(name);
    const view = id === undefined ? undefined : this.#directory.views.get(id);
    if (record === undefined || view === undefined || id === undefined || view.debuggerHead.length === 0) return;
    this.#directory.write({ ...record, facts: { ...record.facts, ...recount(record.facts, entry, view) } });
    this.#directory.refresh(id);
  }

  #enterSocket(observation: SocketState): void {
    const { ref: name, at } = observation;
    const facts = reduce(this.#directory.record(name)?.facts, observation);
    const id = this.#directory.idOf(name);
    const found = this.#sockets.shown(observation, id);
    if (id === undefined && found === null && this.#sockets.endedLately(observation)) return;
    this.#directory.write({ name, source: "socket", facts, toldAt: at });
    if (found !== null) this.#directory.assign(name, found);
    else if (id === undefined) this.#directory.start(name);
    this.#refreshNamed(name);
  }

  #enterSocketMessage(observation: SocketMessage): void {
    const { ref: name, url, at, session } = observation;
    const connection = this.#sockets.heardMessage(name, url, at, session);
    if (connection !== null)
      this.#isSocketOf(name, connection, reduce(this.#directory.record(name)?.facts, observation), at);
  }

  #enterSocketClose(observation: Extract<Observation, { type: "closed-by" }> & { readonly url: string }): void {
    const { ref: name, url, at, session } = observation;
    const before = this.#directory.record(name);
    const facts = { ...reduce(before?.facts, observation), url };
    const connection = this.#sockets.heardClose(name, url, session);
    if (connection !== null) this.#isSocketOf(name, connection, facts, at);
    else if (before !== undefined) {
      this.#directory.write({ ...before, facts, toldAt: at });
      this.#refreshNamed(name);
    }
  }

  /** It is known now which connection a live socket is; it may have been taken for another of the same URL. */
  #isSocketOf(socket: string, connection: string, facts: Upgrade, at: number): void {
    const id = this.#directory.idOf(connection);
    const seat = this.#directory.idOf(socket);
    this.#directory.write({ name: socket, source: "socket", facts, toldAt: at });
    if (id === undefined) return;
    if (seat !== undefined && seat !== id && this.#directory.isSocketAlone(seat) && !this.upgrades.has(id)) {
      // The row stays that was listed by its socket.
      for (const { name } of this.#directory.recordsOf(id)) this.#directory.assign(name, seat);
    } else this.#directory.assign(socket, id);
    this.#refreshNamed(socket);
    const known = this.#unidentified.get(connection);
    if (known !== undefined) this.#unidentified.set(connection, { ...known, polls: 0 });
    this.#joinOnlyEntry(connection);
  }

  /**
   * The log's entry of an unidentified connection whose URL is known, where it has one entry of that URL alone that the
   * debugger does not have: no message need tell.
   */
  #joinOnlyEntry(connection: string): void {
    const record = this.#directory.record(connection);
    const url = this.#directory.urlOf(connection);
    if (record === undefined || url === null || !isUnannounced(record.facts)) return;
    const [only, another] = [...this.#directory.ofUrl(url)].filter(
      ([id, view]) =>
        !this.#directory.has(id, "debugger") && this.#directory.has(id, "network") && stateOf(view) === "open",
    );
    if (only === undefined || another !== undefined) return;
    this.#directory.union(only[0], this.#directory.idOf(connection) ?? only[0]);
    this.#unidentified.delete(connection);
  }

  /** Finds the connection of a name by the links, or gives it one of its own. */
  #place(name: string): void {
    const record = this.#directory.record(name);
    if (record === undefined || record.source === "socket") return;
    const partner = this.#directory.linkedTo(record);
    if (partner !== null) this.#link(name, partner);
    else if (this.#directory.idOf(name) === undefined) this.#seat(record);
    else this.#reseat(record);
    this.#refreshNamed(name);
  }

  /** Two names are of one connection for good; who was there by assignment alone is assigned anew. */
  #link(name: string, partner: string): void {
    const displaced = this.#directory.link(name, partner);
    for (const other of displaced) {
      const record = this.#directory.record(other);
      if (record === undefined) continue;
      this.#seat(record);
      this.#refreshNamed(other);
    }
  }

  /** Another name that fits while both wait, or a live socket of that URL; else a row of its own. */
  #seat(record: SourceRecord): void {
    const { name, source, facts } = record;
    const waiting = this.#directory.fittingWhileWaiting(record);
    if (waiting !== null) this.#directory.assign(name, waiting);
    else {
      const alone = source === "network" && !isWaiting(facts) ? this.#directory.socketAloneOf(facts.url) : null;
      if (alone !== null) this.#directory.assign(name, alone);
      else this.#directory.start(name);
    }
  }

  /** A name that sits with another by assignment alone leaves when the two are shown not to be one. */
  #reseat(record: SourceRecord): void {
    const other = this.#directory.otherOf(record);
    if (other === null || this.#directory.areLinked(record.name, other.name)) return;
    const [debuggers, logs] = record.source === "debugger" ? [record, other] : [other, record];
    if (!isDenied(debuggers.facts, logs.facts)) return;
    const id = this.#directory.idOf(record.name);
    this.#directory.unalias(logs.name);
    this.#seat(logs);
    this.#refreshNamed(logs.name);
    if (id !== undefined) this.#directory.refresh(id);
  }

  #refreshNamed(name: string): void {
    const id = this.#directory.idOf(name);
    if (id !== undefined) this.#directory.refresh(id);
  }

  #pause(id: string, at: number): void {
    const view = this.#directory.views.get(id);
    if (view === undefined) return;
    for (const record of this.#directory.recordsOf(id)) {
      if (record.source !== "network") this.#directory.write({ ...record, facts: pauseWith(record.facts, view, at) });
    }
    this.#directory.refresh(id);
  }

  /** The console repeats what the network told of an announced connection: the limit of waiting handshakes has both. */
  #isToldByNetwork({ url, by, at }: Blocked): boolean {
    if (by !== "socket-limit") return false;
    for (const [, { error }] of this.#directory.ofUrl(url)) {
      if (error?.message === LIMIT && Math.abs((error.at ?? at) - at) < 1000) return true;
    }
    return false;
  }

  #count(run: readonly MessageSeen[]): void {
    const byName = new Map<string, { readonly last: MessageSeen; readonly batch: Message[] }>();
    for (const seen of run) {
      const { ref, message, arrivedAt = seen.at } = seen;
      const known = byName.get(ref);
      if (known === undefined) byName.set(ref, { last: seen, batch: [message] });
      else known.batch.push(message);
      if (message.direction === "received") this.#sockets.received(ref, arrivedAt, seen.session);
    }
    for (const [name, { last, batch }] of byName) {
      if (this.#directory.isTombstone(name)) {
        this.#sockets.forget(name);
        continue;
      }
      const before = this.#directory.record(name);
      const facts = before?.facts ?? unidentified(last.target ?? null);
      const seenBy = { ...facts.seenBy, debugger: true };
      this.#directory.write({
        name,
        source: before?.source ?? "debugger",
        facts: addLive({ ...facts, seenBy }, batch),
        toldAt: last.at,
      });
      const known = this.#unidentified.get(name) ?? (before === undefined ? NEW : undefined);
      if (known !== undefined && known.fingerprints.length < FINGERPRINTS) {
        const fingerprints = [...known.fingerprints, ...batch].slice(0, FINGERPRINTS);
        this.#unidentified.set(name, { ...known, fingerprints });
      }
      if (before === undefined) this.#directory.start(name);
      this.#refreshNamed(name);
    }
  }

  /** Looks for unidentified connections in a poll. */
  #identify(entries: readonly Logged[], polledAt: number): void {
    const due = new Map<string, Unidentified>();
    for (const [name, one] of this.#unidentified) {
      // What came after the poll began cannot be in it.
      if ((one.fingerprints[0]?.at ?? 0) < polledAt) due.set(name, { ...one, url: this.#directory.urlOf(name) });
    }
    if (due.size === 0) return;
    // Only what the debugger has no name for yet can it be.
    const free = entries.filter(({ ref }) => {
      const id = this.#directory.idOf(ref);
      return id !== undefined && !this.#directory.has(id, "debugger");
    });
    const { found, undecided } = assign(due, free);
    for (const [name, one] of due) {
      const match = found.get(name);
      if (match !== undefined) this.#identified(name, match);
      else {
        const polls = one.polls + 1;
        this.#unidentified.set(name, { ...one, polls });
        // Older than DevTools: it will be in no poll, but for a log that was very late.
        if (!undecided.has(name) && polls >= POLLS_TO_IDENTIFY) this.#directory.list(this.#directory.idOf(name));
      }
    }
  }

  /** The log has told whose messages these are: from its first one on, the debugger counts the connection. */
  #identified(name: string, { entry, clockOffset }: Match): void {
    this.#unidentified.delete(name);
    const record = this.#directory.record(name);
    if (record !== undefined) this.#directory.write({ ...record, facts: { ...record.facts, clockOffset } });
    this.#link(name, entry.ref);
    this.#refreshNamed(name);
    this.#recount(entry.ref, entry);
  }
}

const NEW: Unidentified = { url: null, fingerprints: [], polls: 0 };

function unidentified(target: Target | null): Upgrade {
  return { ...newUpgrade(""), target };
}
