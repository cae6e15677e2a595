import { headerValue } from "./headers.ts";
import { countOf, noMessages } from "./messages.ts";
import type {
  Answered,
  Blocked,
  EndedBy,
  Logged,
  Message,
  MessageSeen,
  Observation,
  SocketState,
} from "./observation.ts";
import { assign, FINGERPRINTS, type Match, type Orphan } from "./orphans.ts";
import { addLive, joinLive, reduce } from "./reduce.ts";
import { newUpgrade, stateOf, type Upgrade } from "./upgrade.ts";

/** How old a look at the live sockets may be when it is told, in milliseconds. */
const LOOK_MS = 5000;

/** How many forgotten connections are remembered by name, so that their last events do not bring them back. */
const RETIRED = 50_000;

/** All sockets of one look are told within this time, in milliseconds. */
const SAME_LOOK_MS = 200;

/** How far DevTools' own log may be behind the debugger's news on a busy machine, in milliseconds. */
const LOG_LAG_MS = 5000;

/** What Chromium says when too many sockets are open or waiting. */
const LIMIT = "Insufficient resources";

/**
 * The book of all upgrades of one tab. It knows which observations speak of the same connection, though the browser's two
 * sources name it differently: by Sec-WebSocket-Key; without a key by URL and start; a connection older than the debugger
 * session by its messages. Joined or not, no message is counted twice.
 */
export class Ledger {
  readonly #upgrades = new Map<string, Upgrade>();
  readonly #refs = new Map<string, string>();
  readonly #keys = new Map<string, string>();
  readonly #orphans = new Map<string, Orphan>();
  readonly #retired = new Set<string>();
  /** By id, the name under which the log lists a connection whose request still waits: it gets another one later. */
  readonly #waiting = new Map<string, string>();
  /** By the name of a live socket of the page, the connection that it is taken for. */
  readonly #sockets = new Map<string, string>();
  /** By the same name, when a look showed it last: every look shows all that live. */
  readonly #shownAt = new Map<string, number>();
  /** Ids that were found to be another connection's since `observe` last told of changes. */
  readonly #merged = new Set<string>();
  /** The names in the last look at the log. */
  #listed: ReadonlySet<string> = new Set();
  #next = 1;

  /** The upgrades in the order in which they were first seen. */
  get upgrades(): ReadonlyMap<string, Upgrade> {
    return this.#upgrades;
  }

  /** Whether messages wait for a look at the network log to tell whose they are. */
  get hasOrphans(): boolean {
    return this.#orphans.size > 0;
  }

  /** The ids of the upgrades of which these observations speak, as far as they are in the book. */
  idsOf(observations: readonly Observation[]): Set<string> {
    return new Set(observations.flatMap(({ ref }) => this.#refs.get(ref) ?? []));
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
    for (const id of this.#merged) changed.add(id);
    this.#merged.clear();
    return changed;
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
    const mine = this.#sockets.get(socket);
    const known = mine === undefined ? undefined : this.#upgrades.get(mine);
    if (mine === undefined || known === undefined) return changed;
    const theirs = this.#refs.get(ref);
    const counted = theirs === undefined ? this.#orphans.get(ref)?.upgrade : this.#upgrades.get(theirs);
    if (counted === undefined || theirs === mine) return changed;
    if (countOf(known.live) === 0 && isNameless(counted)) {
      // The connection that only spoke is the one whose socket, and perhaps whose handshake, is known.
      this.#orphans.delete(ref);
      if (theirs !== undefined) this.#rename(theirs, mine);
      this.#refs.set(ref, mine);
      this.#upgrades.set(mine, joinLive(known, counted));
      changed.add(mine);
    } else if (theirs !== undefined) {
      // The socket had been taken for another connection of the same URL.
      this.#sockets.set(socket, theirs);
      this.#refs.set(socket, theirs);
      if (isSocketAlone(known)) {
        this.#rename(mine, theirs);
        this.#upgrades.set(theirs, {
          ...counted,
          url: counted.url ?? known.url,
          target: counted.target ?? known.target,
        });
        changed.add(theirs);
      }
    }
    for (const id of this.#merged) changed.add(id);
    this.#merged.clear();
    return changed;
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
    this.#listed = new Set(entries.map(({ ref }) => ref));
    this.#renameWaiting(entries);
    const changed = this.observe(entries);
    for (const id of this.#dropEarlierSendings()) changed.add(id);
    // What came after the look began cannot be in it.
    const due = new Map([...this.#orphans].filter(([, { upgrade }]) => (upgrade.live.firstAt ?? 0) < lookedAt));
    const free = entries.filter((entry) => this.#isKnownByLogAlone(entry.ref));
    const { adopted, undecided, unknown } = assign(due, free);
    for (const [ref, orphan] of due) {
      const match = adopted.get(ref);
      if (match !== undefined) changed.add(this.#adopt(ref, orphan, match));
      // The log may lag behind: only what it does not know a second time either is older than it.
      else if (unknown.has(ref) && orphan.looks > 0) changed.add(this.#listAsOlder(ref, orphan));
      else if (undecided.has(ref) || unknown.has(ref)) this.#orphans.set(ref, { ...orphan, looks: orphan.looks + 1 });
    }
    return changed;
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
    for (const [id, upgrade] of this.#upgrades) {
      if (except.has(id)) continue;
      const state = stateOf(upgrade);
      if (state !== "open" && state !== "queued" && state !== "requested") continue;
      this.#upgrades.set(id, reduce(upgrade, { type: "ended", ref: "", at, by }));
      changed.add(id);
    }
    this.forgetOrphans();
    return changed;
  }

  /** Marks the end of live counting for every connection: the network log carries on from there. */
  pauseAll(at: number): Set<string> {
    const changed = new Set<string>();
    for (const [id, upgrade] of this.#upgrades) {
      if (countOf(upgrade.live) === 0 && upgrade.looks.length === 0) continue;
      this.#upgrades.set(id, reduce(upgrade, { type: "paused", ref: "", at }));
      changed.add(id);
    }
    for (const [ref, orphan] of this.#orphans) {
      this.#orphans.set(ref, { ...orphan, upgrade: reduce(orphan.upgrade, { type: "paused", ref, at }) });
    }
    this.#sockets.clear();
    this.#shownAt.clear();
    return changed;
  }

  /** Forgets upgrades, and remembers only that their names are to be ignored from now on. */
  forget(ids: Iterable<string>): void {
    const gone = new Set(ids);
    for (const id of gone) {
      this.#upgrades.delete(id);
      this.#waiting.delete(id);
    }
    for (const [ref, id] of this.#refs) {
      if (!gone.has(id)) continue;
      this.#refs.delete(ref);
      this.#retire(ref);
    }
    for (const [key, id] of this.#keys) {
      if (!gone.has(id)) continue;
      this.#keys.delete(key);
      this.#retire(`key:${key}`);
    }
  }

  /** Forgets the messages whose connection is not known, with the name of that connection. */
  forgetOrphans(): void {
    for (const ref of this.#orphans.keys()) this.#retire(ref);
    this.#orphans.clear();
  }

  #enter(observation: Exclude<Observation, MessageSeen>): string | null {
    if (observation.type === "socket-state") this.#shownAt.set(observation.ref, observation.at);
    if (this.#retired.has(observation.ref)) return null;
    const known = this.#refs.get(observation.ref);
    if (known !== undefined) return this.#update(known, observation);
    const orphan = this.#orphans.get(observation.ref);
    if (orphan !== undefined && observation.type !== "logged") {
      this.#orphans.set(observation.ref, { ...orphan, upgrade: reduce(orphan.upgrade, observation) });
      return null;
    }
    switch (observation.type) {
      case "created":
        return this.#update(this.#listedAsWaiting(observation.url) ?? this.#name(), observation);
      case "request-sent":
        return this.#update(this.#name(), observation);
      case "blocked":
        return this.#isToldByNetwork(observation) ? null : this.#update(this.#name(), observation);
      case "answered":
        return this.#enterAnswered(observation);
      case "socket-state": {
        const known = this.#openWithoutSocket(observation);
        if (known === null && this.#endedLately(observation.url, observation.at)) return null;
        const id = known ?? this.#name();
        this.#sockets.set(observation.ref, id);
        return this.#update(id, observation);
      }
      case "logged": {
        const key = headerValue(observation.requestHeaders, "Sec-WebSocket-Key");
        if (key !== null && this.#retired.has(`key:${key}`)) return null;
        return this.#update(this.#match(observation, key) ?? this.#name(), observation);
      }
      default:
        // The end of something never announced: there is nothing to show of it.
        return null;
    }
  }

  /** The console repeats what the network told of an announced connection: the limit of waiting handshakes has both. */
  #isToldByNetwork({ url, by, at }: Blocked): boolean {
    if (by !== "socket-limit") return false;
    for (const { url: other, error } of this.#upgrades.values()) {
      if (other === url && error?.message === LIMIT && Math.abs((error.at ?? at) - at) < 1000) return true;
    }
    return false;
  }

  /** A connection of that URL of which no live socket is known yet; alike ones cannot be told apart, and need not be. */
  #openWithoutSocket({ url, ref, at }: SocketState): string | null {
    const taken = new Set<string>();
    for (const [socket, id] of this.#sockets) {
      // What an earlier look at the same place had shown, and this one does not, has died: its claim with it.
      const isOfThisLook = placeOf(socket) !== placeOf(ref) || (this.#shownAt.get(socket) ?? 0) > at - SAME_LOOK_MS;
      if (isOfThisLook) taken.add(id);
    }
    for (const [id, upgrade] of this.#upgrades) {
      const state = stateOf(upgrade);
      const lives = state === "open" || state === "requested" || state === "queued";
      if (lives && upgrade.url === url && !taken.has(id)) return id;
    }
    return null;
  }

  /** A look may be told after the end of what it saw: what lives in truth is in the next look too. */
  #endedLately(url: string, at: number): boolean {
    const taken = new Set(this.#sockets.values());
    for (const [id, upgrade] of this.#upgrades) {
      const endedAt = upgrade.closedAt ?? upgrade.error?.at ?? null;
      if (upgrade.url === url && endedAt !== null && endedAt > at - LOOK_MS && !taken.has(id)) return true;
    }
    return false;
  }

  /** The request went out before the debugger was there; the answer repeats its key. */
  #enterAnswered(observation: Answered): string {
    const key = headerValue(observation.requestHeaders ?? [], "Sec-WebSocket-Key");
    const id = this.#update((key !== null && this.#keys.get(key)) || this.#name(), observation);
    if (key !== null) this.#keys.set(key, id);
    return id;
  }

  /** A look may come between the creation of a connection and the debugger's news of it. */
  #listedAsWaiting(url: string): string | null {
    for (const [id, upgrade] of this.#upgrades) if (upgrade.url === url && this.#waitsInLogAlone(id)) return id;
    return null;
  }

  #match(entry: Logged, key: string | null): string | null {
    if (key !== null) return this.#keys.get(key) ?? this.#knownBySocketAlone(entry.url);
    const told = reduce(undefined, entry);
    for (const [id, upgrade] of this.#upgrades) {
      const mayBeRenamed = this.#waiting.has(id) || upgrade.requestsSent > 1;
      if (upgrade.url !== entry.url || (upgrade.seenBy.network && !mayBeRenamed)) continue;
      if (entry.startedAt !== null) {
        if (startedTogether(told, upgrade)) return id;
      } else if (upgrade.request === null && sameTicks(upgrade, entry)) {
        return id;
      } else if (
        upgrade.request === null &&
        upgrade.error === null &&
        entry.error === null &&
        !this.#isListedAsWaiting(id)
      ) {
        return id;
      }
    }
    if (entry.startedAt !== null) return null;
    // The log alone had it waiting: those of one URL are all alike there.
    return entry.error !== null ? this.#listedAsWaiting(entry.url) : this.#wentOnSince(entry);
  }

  /**
   * A look takes a while, and what waited when it began may have been sent, or have failed, when it is told: the debugger's
   * news of that came first.
   */
  #wentOnSince({ url, at }: Logged): string | null {
    for (const [id, upgrade] of this.#upgrades) {
      if (upgrade.url !== url || upgrade.seenBy.network || !upgrade.seenBy.debugger) continue;
      const wentOnAt = upgrade.request?.at ?? upgrade.error?.at ?? null;
      if (wentOnAt !== null && wentOnAt > at - LOG_LAG_MS) return id;
    }
    return null;
  }

  /**
   * Over HTTP/2 a request may be sent again (RFC 9113 §8.7), and the log then names it by its new start: what it was listed
   * as before is no connection.
   */
  #dropEarlierSendings(): string[] {
    const dropped: string[] = [];
    for (const [ref, id] of this.#refs) {
      const before = this.#listed.has(ref) ? undefined : this.#upgrades.get(id);
      if (before === undefined || before.seenBy.debugger || stateOf(before) !== "requested") continue;
      const sentAt = keyOf(before) === null ? (before.request?.at ?? null) : null;
      if (sentAt === null || ![...this.#upgrades.values()].some((other) => isSentAgain(before, sentAt, other)))
        continue;
      this.#refs.delete(ref);
      this.#upgrades.delete(id);
      dropped.push(id);
    }
    return dropped;
  }

  /** Whether the last look had it under the name that it has for waiting: then another name is not its own. */
  #isListedAsWaiting(id: string): boolean {
    return this.#upgrades.get(id)?.seenBy.network === true && this.#listed.has(this.#waiting.get(id) ?? "");
  }

  /** A look at the page's live sockets may come before the log's first word of one of them. */
  #knownBySocketAlone(url: string): string | null {
    for (const [id, upgrade] of this.#upgrades) {
      if (upgrade.url === url && upgrade.looks.length > 0 && isSocketAlone(upgrade) && !upgrade.seenBy.network)
        return id;
    }
    return null;
  }

  /** The log has no name for a request that still waits; when it gets one, the row that waited is the same connection. */
  #renameWaiting(entries: readonly Logged[]): void {
    const waiting = [...this.#refs].filter(([ref, id]) => !this.#listed.has(ref) && this.#waitsInLogAlone(id));
    for (const entry of entries) {
      const key = headerValue(entry.requestHeaders, "Sec-WebSocket-Key");
      const owner = key === null ? undefined : this.#keys.get(key);
      if (this.#refs.has(entry.ref) || (owner !== undefined && this.#upgrades.get(owner)?.seenBy.network)) continue;
      const index = waiting.findIndex(([, id]) => this.#upgrades.get(id)?.url === entry.url);
      const [old] = index < 0 ? [] : waiting.splice(index, 1);
      if (old === undefined) continue;
      this.#refs.delete(old[0]);
      this.#refs.set(entry.ref, owner ?? old[1]);
      if (owner !== undefined) this.#drop(old[1]);
    }
  }

  #waitsInLogAlone(id: string): boolean {
    const upgrade = this.#upgrades.get(id);
    return upgrade !== undefined && !upgrade.seenBy.debugger && stateOf(upgrade) === "queued";
  }

  /** Whether the debugger has no name for it yet: only then can it be where an orphan belongs. */
  #isKnownByLogAlone(ref: string): boolean {
    return this.#upgrades.get(this.#refs.get(ref) ?? "")?.seenBy.debugger === false;
  }

  /** The log has told whose messages these are: from its first one on, the debugger counts the connection. */
  #adopt(ref: string, orphan: Orphan, match: Match): string {
    this.#orphans.delete(ref);
    const id = this.#refs.get(match.entry.ref) ?? this.#name();
    this.#refs.set(ref, id);
    const upgrade = this.#upgrades.get(id) ?? newUpgrade(id);
    // Read again below, without the messages that are now known to be counted already.
    const joined: Upgrade = {
      ...joinLive({ ...upgrade, logged: noMessages, loggedTail: [] }, orphan.upgrade),
      skew: match.skew,
    };
    this.#upgrades.set(id, reduce(joined, match.entry));
    return id;
  }

  #listAsOlder(ref: string, orphan: Orphan): string {
    this.#orphans.delete(ref);
    const id = this.#name();
    this.#refs.set(ref, id);
    this.#upgrades.set(id, { ...orphan.upgrade, id });
    return id;
  }

  #update(id: string, observation: Observation): string {
    const after = reduce(this.#upgrades.get(id), observation, id);
    this.#refs.set(observation.ref, id);
    if (observation.type === "logged") this.#noteName(id, observation);
    const twin = this.#twinOf(after);
    if (twin !== null) return this.#merge(twin, id, after);
    const key = keyOf(after);
    if (key !== null) this.#keys.set(key, id);
    this.#upgrades.set(id, after);
    return id;
  }

  /** A name for waiting is free again as soon as the connection has its own: the next one that waits will get it. */
  #noteName(id: string, { ref, startedAt, error }: Logged): void {
    const before = this.#waiting.get(id);
    if (startedAt === null && error === null) this.#waiting.set(id, ref);
    else this.#waiting.delete(id);
    if (before !== undefined && before !== ref && this.#refs.get(before) === id) this.#refs.delete(before);
  }

  /** The connection under the name that the log gave it, before the debugger had told enough to know it again. */
  #twinOf(upgrade: Upgrade): string | null {
    const key = keyOf(upgrade);
    if (key !== null) {
      const owner = this.#keys.get(key);
      return owner === undefined || owner === upgrade.id ? null : owner;
    }
    const isNamed = upgrade.seenBy.network && !this.#waiting.has(upgrade.id) && upgrade.requestsSent <= 1;
    if (isNamed || (upgrade.request === null && upgrade.error === null)) return null;
    for (const [id, other] of this.#upgrades) {
      if (id === upgrade.id || other.seenBy.debugger || other.url !== upgrade.url) continue;
      if (upgrade.request !== null ? startedTogether(upgrade, other) : sameTicks(upgrade, other)) return id;
    }
    return null;
  }

  /**
   * The log had listed the connection under another name before its key, or its failure, was known here. The row that was
   * there first stays.
   */
  #merge(twin: string, id: string, upgrade: Upgrade): string {
    const other = this.#upgrades.get(twin);
    const [kept, gone] = this.#isOlder(id, twin) ? [id, twin] : [twin, id];
    this.#drop(gone);
    this.#waiting.delete(kept);
    for (const [ref, owner] of this.#refs) if (owner === gone) this.#refs.set(ref, kept);
    for (const [key, owner] of this.#keys) if (owner === gone) this.#keys.set(key, kept);
    if (other !== undefined) {
      const { logged, loggedTail, response, error, closedAt, ended, initiator } = other;
      this.#upgrades.set(kept, {
        ...upgrade,
        id: kept,
        logged,
        loggedTail,
        response: upgrade.response ?? response,
        error: upgrade.error ?? error,
        closedAt: upgrade.closedAt ?? closedAt,
        ended: upgrade.ended ?? ended,
        initiator: upgrade.initiator ?? initiator,
        seenBy: { debugger: true, network: true },
      });
    }
    return kept;
  }

  #isOlder(id: string, other: string): boolean {
    for (const first of this.#upgrades.keys()) if (first === id || first === other) return first === id;
    return false;
  }

  /** One row was found to be another one: what spoke of it speaks of the other from now on. */
  #rename(id: string, twin: string): void {
    this.#drop(id);
    for (const [ref, owner] of this.#refs) if (owner === id) this.#refs.set(ref, twin);
    for (const [socket, owner] of this.#sockets) if (owner === id) this.#sockets.set(socket, twin);
  }

  /** Found to be another connection's. */
  #drop(id: string): void {
    this.#upgrades.delete(id);
    this.#waiting.delete(id);
    this.#merged.add(id);
  }

  #count(run: readonly MessageSeen[], changed: Set<string>): void {
    const byRef = new Map<string, Message[]>();
    for (const { ref, message } of run) {
      const batch = byRef.get(ref);
      if (batch === undefined) byRef.set(ref, [message]);
      else batch.push(message);
    }
    for (const [ref, batch] of byRef) {
      if (this.#retired.has(ref)) continue;
      const id = this.#refs.get(ref);
      const upgrade = id === undefined ? undefined : this.#upgrades.get(id);
      if (id !== undefined && upgrade !== undefined) {
        this.#upgrades.set(id, addLive({ ...upgrade, seenBy: { ...upgrade.seenBy, debugger: true } }, batch));
        changed.add(id);
        continue;
      }
      const orphan = this.#orphans.get(ref) ?? { upgrade: newUpgrade(ref), fingerprints: [], looks: 0 };
      this.#orphans.set(ref, {
        ...orphan,
        upgrade: { ...addLive(orphan.upgrade, batch), seenBy: { debugger: true, network: false } },
        fingerprints: [...orphan.fingerprints, ...batch].slice(0, FINGERPRINTS),
      });
    }
  }

  #name(): string {
    return `c${this.#next++}`;
  }

  #retire(ref: string): void {
    this.#retired.add(ref);
    for (const oldest of this.#retired) {
      if (this.#retired.size <= RETIRED) break;
      this.#retired.delete(oldest);
    }
  }
}

function keyOf(upgrade: Upgrade): string | null {
  return upgrade.request && headerValue(upgrade.request.headers, "Sec-WebSocket-Key");
}

/** Without a key (HTTP/2) the moment of the request tells: the log prints it in whole milliseconds. */
function startedTogether(a: Upgrade, b: Upgrade): boolean {
  const [one, other] = [a.request?.at ?? null, b.request?.at ?? null];
  return one !== null && other !== null && keyOf(b) === null && Math.abs(one - other) < 5;
}

/** Whether another row is the same request, sent once more. */
function isSentAgain(before: Upgrade, sentAt: number, other: Upgrade): boolean {
  const isLater = other.url === before.url && keyOf(other) === null && (other.request?.at ?? 0) > sentAt;
  return isLater && (other.requestsSent > 1 || !other.seenBy.debugger);
}

/**
 * A request that was never sent has no wall clock; its error has the same monotonic time in both sources, but for the
 * moment that each debugger session needs to take it. In seconds.
 */
function sameTicks(a: Upgrade, b: Pick<Upgrade, "error">): boolean {
  const [one, other] = [a.error?.ticks ?? null, b.error?.ticks ?? null];
  return one !== null && other !== null && Math.abs(one - other) < 0.005;
}

/** Only the live socket itself was ever seen of it. */
function isSocketAlone(upgrade: Upgrade): boolean {
  return (
    upgrade.request === null && upgrade.response === null && upgrade.createdAt === null && countOf(upgrade.live) === 0
  );
}

/** Only its messages were ever seen. */
function isNameless(upgrade: Upgrade): boolean {
  return upgrade.url === null && upgrade.request === null && upgrade.response === null && upgrade.createdAt === null;
}

/** Names of live sockets end in the socket's number; before it stands where it lives. */
function placeOf(socket: string): string {
  return socket.slice(0, socket.lastIndexOf(":"));
}
