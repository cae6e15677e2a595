import type { SocketState } from "../../observation.ts";
import { stateOf, wasOpened } from "../../state.ts";
import type { Upgrade } from "../../upgrade.ts";
import { mayBeLogged } from "../record.ts";

/** Age in milliseconds that a snapshot of the live sockets may have when it is reported. */
const SNAPSHOT_MS = 5000;

/** Milliseconds within which all sockets of one snapshot are reported. */
const SAME_SNAPSHOT_MS = 200;

/** Longest time between the network's news of a message and the page's own event for it, in milliseconds: both come in one turn. */
const SAME_TURN_MS = 100;

/** WHATWG WebSockets: `WebSocket.CONNECTING` and `WebSocket.OPEN`. */
const [CONNECTING, OPEN] = [0, 1];

/** Number of ended connections that wait for the page's close event; it follows at once, so few are enough. */
const MOST_ENDED = 64;

/** What is asked about connections. */
export interface Connections {
  /** All of that URL, with their ids, the oldest first. */
  ofUrl(url: string): Iterable<readonly [id: string, view: Upgrade]>;
  /** The URL of the connection with this name; null: not known. */
  urlOf(name: string): string | null;
  /** The id of the connection that this name stands for. */
  idOf(name: string): string | undefined;
  /** What all sources say of the connection with this name. */
  viewOf(name: string): Upgrade | undefined;
  /** What the debugger alone says of the connection with this id, where it saw it from its beginning on; null: it did not. */
  announced(id: string): Upgrade | null;
}

/**
 * Which live socket of the page is which connection. The page's objects have no name that the network knows, so that is an
 * assignment, by URL at first, and by what is heard of both in the same moment as soon as there is such a moment: the network
 * reports a message, or an end, just before the page's own event.
 */
export class LiveSocketLink {
  readonly #connections: Connections;
  /** By socket, how a snapshot showed it last; every snapshot of an execution context shows all that live in it. */
  readonly #shown = new Map<string, SocketState>();
  /** Sockets that were heard in the same moment as a connection. */
  readonly #heard = new Set<string>();
  /** Sockets whose URL has no second connection that they could be. */
  readonly #alone = new Set<string>();
  /** Sockets that were no known connection's when they were shown, with where they live: the log may report theirs later. */
  readonly #unmatched = new Map<string, SocketState>();
  /** By name, connections that received a message: when the newest one was reported, and in which session. */
  readonly #received = new Map<string, { readonly at: number; readonly session: string | undefined }>();
  /** Connections of which it is known by a message which live socket they are: no other socket's message is theirs. */
  readonly #recognized = new Set<string>();
  /** Connections that ended and whose close event is still to come, oldest first. */
  #ended: { readonly name: string; readonly url: string | null; readonly session: string | undefined }[] = [];

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  /** Whether a live socket can be no other connection than the one that it is assigned to. */
  isSure(socket: string): boolean {
    return this.#heard.has(socket) || this.#alone.has(socket);
  }

  /** The network reported a message of that connection. */
  received(name: string, at: number, session: string | undefined): void {
    this.#received.set(name, { at, session });
  }

  /** The network reported the end of that connection. */
  closed(name: string, session: string | undefined, url = this.#connections.urlOf(name)): void {
    this.#ended = [...this.#ended, { name, url, session }].slice(-MOST_ENDED);
    this.#received.delete(name);
    this.#recognized.delete(name);
  }

  /**
   * A snapshot shows a live socket.
   *
   * @param id what it is assigned to; undefined: nothing yet
   * @returns the id of a connection of that URL of which no live socket is known, where it is assigned to none yet, or to one that
   *   it cannot be; null: there is none, or it stays where it is. Alike ones cannot be told apart, and need not be.
   */
  shown(state: SocketState, id: string | undefined): string | null {
    const { sourceId } = state;
    this.#shown.set(sourceId, state);
    const free = id === undefined || this.#isAnothers(state, id) ? this.#withoutSocket(state, id) : null;
    const mine = free ?? id ?? null;
    this.#alone.delete(sourceId);
    this.#unmatched.delete(sourceId);
    if (mine === null) this.#unmatched.set(sourceId, state);
    else if (this.#isOnly(mine, state)) this.#alone.add(sourceId);
    return free;
  }

  /** The live socket that is assigned to a connection by its URL alone, and waits where that one is open; null: there is none. */
  misplacedAt(id: string): string | null {
    const announced = this.#connections.announced(id);
    if (announced === null || !wasOpened(announced)) return null;
    for (const [socket, { readyState }] of this.#shown)
      if (readyState === CONNECTING && !this.isSure(socket) && this.#connections.idOf(socket) === id) return socket;
    return null;
  }

  /**
   * The log was read: what a socket may be that was no known connection's, is known better now.
   *
   * @returns the sockets of which it became known whether they can be another connection's
   */
  logged(): readonly string[] {
    const changed: string[] = [];
    for (const [socket, state] of this.#unmatched) {
      const mine = this.#connections.idOf(socket);
      if (mine === undefined) continue;
      const wasAlone = this.#alone.delete(socket);
      const isAlone = this.#isOnly(mine, state);
      if (isAlone) this.#alone.add(socket);
      if (isAlone !== wasAlone) changed.push(socket);
    }
    return changed;
  }

  /** Whether a snapshot may be older than the end of what it shows: what lives in truth is in the next one too. */
  endedLately(state: SocketState): boolean {
    const taken = new Set([...this.#shown.keys()].map((socket) => this.#connections.idOf(socket)));
    for (const [id, view] of this.#connections.ofUrl(state.url)) {
      const endedAt = endOf(view);
      if (endedAt === null || endedAt <= state.at - SNAPSHOT_MS || wasGoneBefore(state, view)) continue;
      if (!taken.has(id)) return true;
    }
    return false;
  }

  /**
   * A live socket received a message. The connection that is the only one that may have been heard, is it.
   *
   * @param at epoch milliseconds at which it was reported
   * @returns the name of that connection; null: several may be it, or none
   */
  messageReceived(socket: string, url: string, at: number, session: string | undefined): string | null {
    if (this.#heard.has(socket)) return null;
    const possible = [...this.#received].filter(
      ([name, received]) =>
        received.session === session && !this.#recognized.has(name) && (this.#connections.urlOf(name) ?? url) === url,
    );
    const [only, another] = possible.filter(([, received]) => received.at >= at - SAME_TURN_MS).map(([name]) => name);
    if (only === undefined || another !== undefined) return null;
    // On a busy machine the page's event may come late, when only another connection was heard: as long as it may be that of
    // one whose URL is known, it is not taken for one that has none.
    const isNamed = (name: string) => this.#connections.urlOf(name) !== null;
    if (!isNamed(only) && possible.some(([name]) => isNamed(name))) return null;
    this.#recognized.add(only);
    this.#heard.add(socket);
    return only;
  }

  /**
   * A live socket heard its end: it is the newest connection that ended.
   *
   * @returns the name of that connection; null: none ended
   */
  closeReceived(socket: string, url: string, session: string | undefined): string | null {
    const index = this.#ended.findLastIndex(
      (ended) => ended.session === session && (ended.url === url || ended.url === null),
    );
    const [ended] = index < 0 ? [] : this.#ended.splice(index, 1);
    if (ended === undefined) return null;
    this.#heard.add(socket);
    return ended.name;
  }

  /**
   * The live socket of a session of which nothing was heard but that it is there.
   *
   * @param isAlone whether nothing but its live socket is known of a connection
   * @returns its name; null: there are several, or none that is open
   */
  onlySilentOf(session: string, isAlone: (id: string) => boolean): string | null {
    const silent = [...this.#shown.keys()].filter((socket) => {
      const id = this.#connections.idOf(socket);
      return isOfSession(socket, session) && !this.#heard.has(socket) && id !== undefined && isAlone(id);
    });
    const [only, another] = silent.flatMap((socket) => {
      const view = this.#connections.viewOf(socket);
      return view !== undefined && lives(view) ? [{ socket, view }] : [];
    });
    if (only === undefined || another !== undefined) return null;
    return only.view.snapshots.at(-1)?.readyState === OPEN ? only.socket : null;
  }

  /** Nothing is known any more of which sockets live. */
  clear(): void {
    this.#shown.clear();
    this.#unmatched.clear();
    this.#received.clear();
    this.#recognized.clear();
    this.#ended = [];
  }

  /** Forgets a socket, or a connection. */
  forget(name: string): void {
    this.#shown.delete(name);
    this.#heard.delete(name);
    this.#alone.delete(name);
    this.#unmatched.delete(name);
    this.#received.delete(name);
    this.#recognized.delete(name);
  }

  /** @param not what it cannot be; then it is exchanged for one that cannot be what it is assigned to, too */
  #withoutSocket(state: SocketState, not: string | undefined): string | null {
    const { sourceId, url, at } = state;
    const taken = new Set<string | undefined>([not]);
    for (const [socket, { at: shownAt }] of this.#shown) {
      // What an earlier snapshot of the same context had shown, and this one does not, has died: its claim with it.
      const isOfThis = contextOf(socket) !== contextOf(sourceId) || shownAt > at - SAME_SNAPSHOT_MS;
      if (isOfThis && socket !== sourceId) taken.add(this.#connections.idOf(socket));
    }
    const alive = [...this.#connections.ofUrl(url)].flatMap(([id, view]) =>
      lives(view) && mayBeIn(state, view) ? [id] : [],
    );
    const free = alive.filter((id) => !taken.has(id));
    const fitting = free.find((id) => !this.#isAnothers(state, id));
    if (not === undefined) return fitting ?? free[0] ?? null;
    return fitting ?? alive.find((id) => id !== not && this.misplacedAt(id) !== null) ?? null;
  }

  /**
   * Whether a live socket cannot be that connection, which the debugger saw from its beginning on: it is open, and the browser tells
   * of a response before the page's socket opens; or it lives, and that one ended longer ago than a snapshot is old.
   */
  #isAnothers({ readyState, at }: SocketState, id: string): boolean {
    const announced = this.#connections.announced(id);
    if (announced === null) return false;
    const endedAt = endOf(announced);
    return (readyState === OPEN && !wasOpened(announced)) || (endedAt !== null && endedAt <= at - SNAPSHOT_MS);
  }

  #isOnly(mine: string, state: SocketState): boolean {
    for (const [id, view] of this.#connections.ofUrl(state.url)) {
      const endedAt = endOf(view);
      const mayBe = id !== mine && mayBeIn(state, view) && !wasGoneBefore(state, view);
      if (mayBe && (endedAt === null || endedAt > state.at - SNAPSHOT_MS)) return false;
    }
    return true;
  }
}

function endOf({ closedAt, error }: Upgrade): number | null {
  return closedAt ?? error?.at ?? null;
}

/**
 * Whether what a connection lived in was left or gone before the session began that shows a socket: so it is none of that
 * session's, however short ago it ended.
 */
function wasGoneBefore({ watchedSince }: SocketState, { ended, closedAt }: Upgrade): boolean {
  const isGone = ended === "navigation" || ended === "target-gone";
  return isGone && watchedSince !== undefined && closedAt !== null && closedAt <= watchedSince;
}

/** Whether a connection may live where a socket does: the log has none of shared workers. */
function mayBeIn(socket: SocketState, view: Upgrade): boolean {
  return mayBeLogged(socket) ? mayBeLogged(view) : !view.seenBy.network;
}

/** Whether a connection is open, or may open yet. */
export function lives(view: Upgrade): boolean {
  const state = stateOf(view);
  return state === "open" || state === "requested" || state === "queued";
}

/** Whether a live socket was shown by that session of the debugger, which its name begins with. */
function isOfSession(socket: string, session: string): boolean {
  return socket.startsWith(`socket:${session}:`);
}

/** Execution context in the name of a live socket: all before the socket's number. */
function contextOf(socket: string): string {
  return socket.slice(0, socket.lastIndexOf(":"));
}
