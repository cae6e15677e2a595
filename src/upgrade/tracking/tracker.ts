import { addLive, forgetStart, pauseWith } from "../counts/both-sources.ts";
import { countOf } from "../counts/messages.ts";
import { factsOf } from "../kinds/registry.ts";
import type { Blocked, EndedBy, Logged, Message, MessageObserved, Observation } from "../observation.ts";
import { reduce, watched } from "../reduce.ts";
import { outlivesPage, stateOf } from "../state.ts";
import { newUpgrade, type Upgrade } from "../upgrade.ts";
import { Directory } from "./directory.ts";
import { LiveSocketLink } from "./links/live-socket.ts";
import { LiveSockets } from "./live-sockets.ts";
import { LogEntries } from "./log-entries.ts";
import { Placement } from "./placement.ts";
import { isUnannounced } from "./record.ts";
import { UnidentifiedConnections } from "./unidentified.ts";

/** Chromium's words for too many sockets that are open or waiting. */
const LIMIT = "Insufficient resources";

/**
 * All connections of one tab. Each source's news are reduced under its own name, and the links (links/registry.ts) tell
 * which names are of one connection. The one record that is shown is combined from those of its names.
 */
export class ConnectionTracker {
  readonly #directory = new Directory((socket) => this.#socketLink.isSure(socket));
  readonly #socketLink = new LiveSocketLink(this.#directory);
  readonly #placement = new Placement(this.#directory);
  readonly #entries = new LogEntries(this.#directory, this.#placement);
  readonly #unidentified = new UnidentifiedConnections(this.#directory, this.#placement, this.#entries);
  readonly #sockets = new LiveSockets(this.#directory, this.#socketLink, this.#unidentified);

  /** The connections in the order in which they were first listed. */
  get upgrades(): ReadonlyMap<string, Upgrade> {
    return this.#directory.listed;
  }

  /** Whether unidentified connections wait for a poll of the network log. */
  get awaitsPoll(): boolean {
    return this.#unidentified.awaitPoll;
  }

  /** The ids of the listed connections of which these observations speak. */
  idsOf(observations: readonly Observation[]): Set<string> {
    const ids = observations.flatMap(({ sourceId }) => this.#directory.idOf(sourceId) ?? []);
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
    let run: MessageObserved[] = [];
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
    const known = entries.filter(({ sourceId }) => !this.#directory.isTombstone(sourceId));
    this.#entries.poll(known, polledAt);
    const older = this.#unidentified.identify(entries, polledAt);
    this.#sockets.joinSilent(older);
    for (const name of older) this.#directory.list(this.#directory.idOf(name));
    for (const socket of this.#socketLink.logged()) this.#directory.refreshNamed(socket);
    return this.#directory.takeChanged();
  }

  /**
   * Marks every connection that still lives as ended, for an end that no event reports.
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
        this.#directory.write({ ...record, facts: reduce(record.facts, { type: "ended", sourceId: "", at, by }) });
      this.#directory.refresh(id);
    }
    this.forgetUnlisted();
    this.#sockets.forgottenGone();
    return this.#directory.takeChanged();
  }

  /** Marks the end of live counting for every connection: the network log carries on from there. */
  pauseAll(at: number): Set<string> {
    for (const [id, view] of this.#directory.views) {
      // A socket that only the log has goes on in it; of a request the log does not show whether it goes on.
      if (factsOf(view.kind).endsUnseen || countOf(view.countedByDebugger) > 0 || view.snapshots.length > 0)
        this.#pause(id, at);
      else this.#missNext(id);
    }
    this.#socketLink.clear();
    this.#sockets.forgottenGone();
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
        this.#socketLink.forget(name);
      }
      this.#sockets.forget(id);
      this.#directory.remove(id);
    }
  }

  /** Forgets what is not listed, with its names. */
  forgetUnlisted(): void {
    this.#forget([...this.#directory.views.keys()].filter((id) => !this.upgrades.has(id)));
  }

  #enter(observation: Exclude<Observation, MessageObserved>): void {
    const { sourceId } = observation;
    if (this.#directory.isTombstone(sourceId)) {
      if (observation.type === "closed" || observation.type === "ended") this.#sockets.forgottenEnded(observation);
      else if (observation.type === "request-sent") this.#directory.ignoreKey(observation.headers);
      return;
    }
    switch (observation.type) {
      case "logged":
        this.#entries.end(observation);
        return;
      case "socket-state":
        this.#sockets.show(observation);
        return;
      case "socket-message":
        this.#sockets.messageReceived(observation);
        return;
      case "closed-by": {
        const record = this.#directory.record(sourceId);
        const url = observation.url ?? (record?.source === "socket" ? record.facts.url : null);
        if (url !== null) this.#sockets.closeReceived(observation, url);
        else this.#reduce(observation);
        return;
      }
      case "paused": {
        const id = this.#directory.idOf(sourceId);
        if (id !== undefined) this.#pause(id, observation.at);
        return;
      }
      case "ended":
        this.#sockets.gone(sourceId);
        this.#reduce(observation);
        return;
      case "blocked":
        if (this.#directory.record(sourceId) !== undefined || !this.#isReportedByNetwork(observation))
          this.#reduce(observation, true);
        return;
      case "created":
      case "request-sent":
      case "response":
        this.#reduce(observation, true);
        return;
      case "closed":
        this.#reduce(observation);
        this.#socketLink.closed(sourceId, observation.session);
        return;
      default:
        // What happens to a connection that was never announced is nothing to show.
        this.#reduce(observation);
    }
  }

  /** Reduces an observation of the debugger, and asks the links again. */
  #reduce(observation: Observation, isNews = false): void {
    const { sourceId: name, at } = observation;
    const before = this.#directory.record(name);
    if (before === undefined && !isNews) return;
    const facts = reduce(before?.facts, observation);
    this.#directory.write({ name, source: before?.source ?? "debugger", facts, reportedAt: at });
    if (!isUnannounced(facts)) this.#unidentified.delete(name);
    this.#placement.place(name);
  }

  /** The log alone has what comes next. */
  #missNext(id: string): void {
    for (const record of this.#directory.recordsOf(id))
      if (record.facts.isCountedFromStart) this.#directory.write({ ...record, facts: forgetStart(record.facts) });
    this.#directory.refresh(id);
  }

  #pause(id: string, at: number): void {
    const view = this.#directory.views.get(id);
    if (view === undefined) return;
    for (const record of this.#directory.recordsOf(id)) {
      if (record.source === "network") continue;
      this.#directory.write({ ...record, facts: pauseWith(record.facts, view, at) });
      this.#unidentified.pause(record.name);
    }
    this.#directory.refresh(id);
  }

  /** The console repeats what the network reported about an announced connection: the limit of waiting handshakes has both. */
  #isReportedByNetwork({ url, by, at }: Blocked): boolean {
    if (by !== "socket-limit") return false;
    for (const [, { error }] of this.#directory.ofUrl(url)) {
      if (error?.message === LIMIT && Math.abs((error.at ?? at) - at) < 1000) return true;
    }
    return false;
  }

  #count(run: readonly MessageObserved[]): void {
    const byName = new Map<string, { readonly first: MessageObserved; readonly batch: Message[] }>();
    for (const seen of run) {
      const { sourceId, message, arrivedAt = seen.at } = seen;
      const known = byName.get(sourceId);
      if (known === undefined) byName.set(sourceId, { first: seen, batch: [message] });
      else known.batch.push(message);
      if (message.direction === "received") this.#socketLink.received(sourceId, arrivedAt, seen.session);
    }
    for (const [name, { first, batch }] of byName) {
      if (this.#directory.isTombstone(name)) {
        this.#socketLink.forget(name);
        continue;
      }
      const before = this.#directory.record(name);
      const facts = before?.facts ?? { ...newUpgrade(""), target: first.target ?? null };
      const seenBy = { ...facts.seenBy, debugger: true };
      this.#directory.write({
        name,
        source: before?.source ?? "debugger",
        facts: addLive({ ...facts, seenBy, ...watched(facts, first.watchedSince, first.at) }, batch),
        reportedAt: first.at,
      });
      if (before === undefined) this.#unidentified.add(name, first.session);
      this.#unidentified.addMessages(name, batch);
      if (before === undefined) this.#directory.start(name);
      this.#directory.refreshNamed(name);
    }
  }
}
