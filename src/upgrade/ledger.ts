import { combine } from "./combine.ts";
import { countOf } from "./counts/messages.ts";
import { headerValue } from "./http/headers.ts";
import { Book } from "./ledger/book.ts";
import { isToldByNetwork, ownerOfEntry, transportOf, twinOf } from "./ledger/joining.ts";
import { LiveSockets } from "./ledger/live-sockets.ts";
import { isNameless, isSocketAlone, isUnannounced, keyOf } from "./ledger/signs.ts";
import { WaitingNames } from "./ledger/waiting-names.ts";
import type { Answered, Created, EndedBy, Logged, Message, MessageSeen, Observation, Target } from "./observation.ts";
import { assign, FINGERPRINTS, type Match, type Orphan } from "./orphans.ts";
import { addLive, reduce } from "./reduce.ts";
import { newUpgrade, outlivesPage, stateOf, type Upgrade } from "./upgrade.ts";

/** So many looks at the log are worth while for a handshake that nobody saw; what is older than DevTools is in none. */
const LOOKS_FOR_HEARD = 2;

/**
 * The book of all upgrades of one tab. It knows which observations speak of the same connection, though the browser's two
 * sources name it differently: by Sec-WebSocket-Key; without a key by URL and start; a connection older than the debugger
 * session by its messages. Joined or not, no message is counted twice.
 */
export class Ledger {
  readonly #book = new Book();
  readonly #waiting = new WaitingNames(this.#book);
  readonly #sockets = new LiveSockets(this.#book);
  readonly #orphans = new Map<string, Orphan>();
  /** By id, how many looks at the log have not found a live socket that was heard; the log may be behind. */
  readonly #heard = new Map<string, number>();

  /** The upgrades in the order in which they were first seen. */
  get upgrades(): ReadonlyMap<string, Upgrade> {
    return this.#book.upgrades;
  }

  /** Whether messages, or a live socket that was heard, wait for a look at the network log to tell whose they are. */
  get hasOrphans(): boolean {
    return this.#orphans.size > 0 || this.#heard.size > 0;
  }

  /** The ids of the upgrades of which these observations speak, as far as they are in the book. */
  idsOf(observations: readonly Observation[]): Set<string> {
    return new Set(observations.flatMap(({ ref }) => this.#book.refs.get(ref) ?? []));
  }

  /**
   * Enters observations in the book.
   *
   * @param batch in the order in which they arrived
   * @returns the ids of the upgrades that changed, and of those that are no longer in the book because they were found to
   *   be another one's
   */
  observe(batch: readonly Observation[]): Set<string> {
    const changed = new Set<string>();
    let run: MessageSeen[] = [];
    for (const observation of batch) {
      if (observation.type === "message") {
        run.push(observation);
        continue;
      }
      this.#count(run, changed);
      run = [];
      const id = this.#enter(observation);
      if (id !== null) changed.add(id);
    }
    this.#count(run, changed);
    return this.#withMerged(changed);
  }

  /**
   * Learns that a live socket of the page and a connection of the network are one and the same: the one was heard when the
   * other spoke.
   *
   * @param socket the name of a `socket-state` observation
   * @param ref the name of a network observation
   * @returns the ids of the upgrades that changed
   */
  same(socket: string, ref: string): Set<string> {
    const changed = new Set<string>();
    const mine = this.#sockets.idOf(socket);
    const known = this.#book.get(mine);
    if (mine === undefined || known === undefined) return changed;
    const theirs = this.#book.refs.get(ref);
    const counted = theirs === undefined ? this.#orphans.get(ref)?.upgrade : this.#book.get(theirs);
    if (counted === undefined || theirs === mine) return changed;
    if (countOf(known.countedByDebugger) === 0 && isNameless(counted)) {
      // The connection that only spoke is the one whose socket, and perhaps whose handshake, is known.
      this.#orphans.delete(ref);
      if (theirs !== undefined) this.#merge(theirs, mine);
      this.#book.call(ref, mine);
      this.#sockets.hear(socket, mine);
      const joined = { ...combine(known, { ...counted, id: mine }), unwatchedSince: null };
      this.#book.write(mine, joined);
      if (isUnannounced(joined) && !joined.seenBy.network) this.#heard.set(mine, 0);
      changed.add(mine);
    } else if (theirs !== undefined) {
      // The socket had been taken for another connection of the same URL.
      this.#sockets.hear(socket, theirs);
      this.#book.call(socket, theirs);
      if (isSocketAlone(known)) {
        this.#merge(mine, theirs);
        this.#book.write(theirs, { ...combine(counted, known), id: theirs });
        changed.add(theirs);
      }
    }
    return this.#withMerged(changed);
  }

  /**
   * Enters a whole look at the network log: every entry that it has now. Messages that the look does not explain belong to
   * connections that are older than DevTools, and are listed as such.
   *
   * @param entries all WebSocket entries of the log
   * @param lookedAt epoch milliseconds at which the look began
   * @returns the ids of the upgrades that changed
   */
  look(entries: readonly Logged[], lookedAt: number): Set<string> {
    this.#waiting.rename(entries);
    const changed = this.observe(entries);
    for (const id of this.#waiting.dropEarlierSendings()) changed.add(id);
    // What came after the look began cannot be in it.
    const due = new Map(
      [...this.#orphans].filter(([, { upgrade }]) => (upgrade.countedByDebugger.firstAt ?? 0) < lookedAt),
    );
    // Only where the debugger has no name for it yet can an orphan belong.
    const free = entries.filter(({ ref }) => this.#book.named(ref)?.seenBy.debugger === false);
    const { adopted, undecided, unknown } = assign(due, free);
    for (const [ref, orphan] of due) {
      const match = adopted.get(ref);
      if (match !== undefined) changed.add(this.#adopt(ref, orphan, match));
      // The log may lag behind: only what it does not know a second time either is older than it.
      else if (unknown.has(ref) && orphan.looks > 0) changed.add(this.#listAsOlder(ref, orphan));
      else if (undecided.has(ref) || unknown.has(ref)) this.#orphans.set(ref, { ...orphan, looks: orphan.looks + 1 });
    }
    for (const id of this.#findInLog(entries)) changed.add(id);
    return this.#withMerged(changed);
  }

  /**
   * Marks every connection that still lives as ended, for an end that no event tells.
   *
   * @param by what ended them
   * @param at epoch milliseconds
   * @param except ids of those that live on
   * @returns the ids of the upgrades that changed
   */
  endAll(by: EndedBy, at: number, except: ReadonlySet<string> = new Set()): Set<string> {
    const changed = new Set<string>();
    for (const [id, upgrade] of this.#book.upgrades) {
      if (except.has(id) || outlivesPage(upgrade)) continue;
      const state = stateOf(upgrade);
      if (state !== "open" && state !== "queued" && state !== "requested") continue;
      this.#book.write(id, reduce(upgrade, { type: "ended", ref: "", at, by }));
      changed.add(id);
    }
    this.forgetOrphans();
    return changed;
  }

  /** Marks the end of live counting for every connection: the network log carries on from there. */
  pauseAll(at: number): Set<string> {
    const changed = new Set<string>();
    for (const [id, upgrade] of this.#book.upgrades) {
      // A socket that only the log has goes on in it; of a request the log does not tell whether it goes on.
      if (upgrade.kind === "websocket" && countOf(upgrade.countedByDebugger) === 0 && upgrade.snapshots.length === 0)
        continue;
      this.#book.write(id, reduce(upgrade, { type: "paused", ref: "", at }));
      changed.add(id);
    }
    for (const [ref, orphan] of this.#orphans) {
      this.#orphans.set(ref, { ...orphan, upgrade: reduce(orphan.upgrade, { type: "paused", ref, at }) });
    }
    this.#sockets.clear();
    return changed;
  }

  /** Forgets upgrades, and remembers only that their names are to be ignored from now on. */
  forget(ids: Iterable<string>): void {
    const gone = new Set(ids);
    for (const id of gone) {
      this.#waiting.forget(id);
      this.#heard.delete(id);
    }
    this.#sockets.forget(gone);
    this.#book.forget(gone);
  }

  /** Forgets the messages whose connection is not known, with the name of that connection. */
  forgetOrphans(): void {
    for (const ref of this.#orphans.keys()) this.#book.retire(ref);
    this.#orphans.clear();
  }

  #enter(observation: Exclude<Observation, MessageSeen>): string | null {
    if (observation.type === "socket-state") this.#sockets.show(observation);
    if (this.#book.isRetired(observation.ref)) return null;
    const known = this.#book.refs.get(observation.ref);
    if (known !== undefined) return this.#update(known, observation);
    const orphan = this.#orphans.get(observation.ref);
    if (orphan !== undefined && observation.type !== "logged") {
      this.#orphans.set(observation.ref, { ...orphan, upgrade: reduce(orphan.upgrade, observation) });
      return null;
    }
    switch (observation.type) {
      case "created":
        return this.#update(this.#ownerOf(observation) ?? this.#book.newId(), observation);
      case "request-sent":
        return this.#update(this.#book.newId(), observation);
      case "blocked":
        return isToldByNetwork(this.#book, observation) ? null : this.#update(this.#book.newId(), observation);
      case "answered":
        return this.#enterAnswered(observation);
      case "socket-state": {
        const live = this.#sockets.openWithoutSocket(observation);
        if (live === null && this.#sockets.endedLately(observation)) return null;
        const id = live ?? this.#book.newId();
        this.#sockets.take(observation.ref, id);
        return this.#update(id, observation);
      }
      case "logged": {
        const key = headerValue(observation.requestHeaders, "Sec-WebSocket-Key");
        if (key !== null && this.#book.isKeyRetired(key)) return null;
        const owner = ownerOfEntry(this.#book, this.#waiting, observation, key);
        return this.#update(owner ?? this.#book.newId(), observation);
      }
      default:
        // The end of something never announced: there is nothing to show of it.
        return null;
    }
  }

  /** A look at the log may come before the debugger's news. */
  #ownerOf(created: Created): string | null {
    if (created.kind === "webtransport") return transportOf(this.#book, created, "debugger");
    return this.#waiting.alone(created.url);
  }

  /** The request went out before the debugger was there; the answer repeats its key. */
  #enterAnswered(observation: Answered): string {
    const key = headerValue(observation.requestHeaders ?? [], "Sec-WebSocket-Key");
    const owner = key === null ? undefined : this.#book.ownerOf(key);
    const id = this.#update(owner ?? this.#book.newId(), observation);
    if (key !== null) this.#book.noteKey(key, id);
    return id;
  }

  /** The log has told whose messages these are: from its first one on, the debugger counts the connection. */
  #adopt(ref: string, orphan: Orphan, match: Match): string {
    this.#orphans.delete(ref);
    const id = this.#book.refs.get(match.entry.ref) ?? this.#book.newId();
    this.#book.call(ref, id);
    const upgrade = this.#book.get(id) ?? newUpgrade(id);
    const joined = { ...combine({ ...orphan.upgrade, id }, upgrade), clockOffset: match.clockOffset };
    // Read again, without the messages that are now known to be counted already.
    this.#book.write(id, reduce(joined, match.entry));
    return id;
  }

  /**
   * What was listed by its live socket or its messages alone may yet come up in the log: a frame or worker had opened it
   * before the debugger's session with it began.
   */
  #findInLog(entries: readonly Logged[]): string[] {
    const found: string[] = [];
    for (const [id, upgrade] of [...this.#book.upgrades]) {
      if (!isUnannounced(upgrade) || upgrade.seenBy.network) {
        this.#heard.delete(id);
        continue;
      }
      const free = entries.filter(
        ({ ref, url }) => this.#book.named(ref)?.seenBy.debugger === false && (upgrade.url ?? url) === url,
      );
      const orphan = { upgrade, fingerprints: upgrade.debuggerHead, looks: 0 };
      const match = assign(new Map([[id, orphan]]), free).adopted.get(id);
      const twin = match && this.#book.refs.get(match.entry.ref);
      const logged = this.#book.get(twin);
      if (match === undefined || twin === undefined || logged === undefined) {
        const looks = (this.#heard.get(id) ?? LOOKS_FOR_HEARD) + 1;
        if (looks < LOOKS_FOR_HEARD) this.#heard.set(id, looks);
        else this.#heard.delete(id);
        continue;
      }
      this.#heard.delete(id);
      const [kept, gone] = this.#book.isOlder(id, twin) ? [id, twin] : [twin, id];
      this.#merge(gone, kept);
      const joined = { ...combine(logged, upgrade), clockOffset: match.clockOffset };
      this.#book.write(kept, reduce(joined, match.entry));
      found.push(kept);
    }
    return found;
  }

  #listAsOlder(ref: string, orphan: Orphan): string {
    this.#orphans.delete(ref);
    const id = this.#book.newId();
    this.#book.call(ref, id);
    this.#book.write(id, { ...orphan.upgrade, id });
    return id;
  }

  #update(id: string, observation: Observation): string {
    const after = this.#inItsFrame(reduce(this.#book.get(id), observation, id), observation);
    this.#book.call(observation.ref, id);
    if (observation.type === "logged") this.#waiting.note(id, observation);
    const twin = twinOf(this.#book, this.#waiting, after);
    if (twin !== null) return this.#joinTwin(twin, id, after);
    const key = keyOf(after);
    if (key !== null) this.#book.noteKey(key, id);
    this.#book.write(id, after);
    return id;
  }

  /** The network tells of a same-process frame's connection as the page's; its live socket shows where it lives. */
  #inItsFrame(upgrade: Upgrade, observation: Observation): Upgrade {
    const isCorrected = observation.type === "socket-state" && observation.target === "iframe";
    const mayBe = upgrade.target === "page" && isCorrected && this.#sockets.isSure(observation);
    return mayBe ? { ...upgrade, target: "iframe" } : upgrade;
  }

  /**
   * The log had listed the connection under another name before its key, or its failure, was known here. The row that was
   * there first stays.
   */
  #joinTwin(twin: string, id: string, upgrade: Upgrade): string {
    const other = this.#book.get(twin);
    const [kept, gone] = this.#book.isOlder(id, twin) ? [id, twin] : [twin, id];
    this.#merge(gone, kept);
    this.#waiting.forget(kept);
    this.#book.write(kept, { ...(other === undefined ? upgrade : combine(upgrade, other)), id: kept });
    return kept;
  }

  /** One row was found to be another one: what spoke of it speaks of the other from now on. */
  #merge(id: string, into: string): void {
    this.#book.merge(id, into);
    this.#waiting.forget(id);
    this.#heard.delete(id);
    this.#sockets.merge(id, into);
  }

  #withMerged(changed: Set<string>): Set<string> {
    for (const id of this.#book.takeMerged()) changed.add(id);
    return changed;
  }

  #count(run: readonly MessageSeen[], changed: Set<string>): void {
    const byRef = new Map<string, { readonly batch: Message[]; readonly target: Target | null }>();
    for (const { ref, message, target = null } of run) {
      const known = byRef.get(ref);
      if (known === undefined) byRef.set(ref, { batch: [message], target });
      else known.batch.push(message);
    }
    for (const [ref, { batch, target }] of byRef) {
      if (this.#book.isRetired(ref)) continue;
      const upgrade = this.#book.named(ref);
      if (upgrade !== undefined) {
        const seenBy = { ...upgrade.seenBy, debugger: true };
        this.#book.write(upgrade.id, addLive({ ...upgrade, seenBy }, batch));
        changed.add(upgrade.id);
        continue;
      }
      const orphan = this.#orphans.get(ref) ?? {
        upgrade: { ...newUpgrade(ref), target },
        fingerprints: [],
        looks: 0,
      };
      this.#orphans.set(ref, {
        ...orphan,
        upgrade: { ...addLive(orphan.upgrade, batch), seenBy: { debugger: true, network: false } },
        fingerprints: [...orphan.fingerprints, ...batch].slice(0, FINGERPRINTS),
      });
    }
  }
}
