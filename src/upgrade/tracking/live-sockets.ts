import type { Closed, ClosedBy, Ended, SocketMessage, SocketState } from "../observation.ts";
import { reduce } from "../reduce.ts";
import { stateOf } from "../state.ts";
import type { Upgrade } from "../upgrade.ts";
import type { Directory } from "./directory.ts";
import { type LiveSocketLink, lives } from "./links/live-socket.ts";
import { isUnannounced } from "./record.ts";
import type { UnidentifiedConnections } from "./unidentified.ts";

/** The live sockets of the page: each is assigned to a connection, and can be assigned to another one later. */
export class LiveSockets {
  readonly #directory: Directory;
  readonly #link: LiveSocketLink;
  readonly #unidentified: UnidentifiedConnections;
  /** By name, forgotten connections that live on and had no socket yet, and whether a snapshot has still to show that. */
  readonly #forgotten = new Map<string, { readonly url: string; readonly isAwaited: boolean }>();
  /** Live sockets that were taken for those of forgotten connections: how one ends may show that it is another's. */
  readonly #ofForgotten = new Set<string>();

  constructor(directory: Directory, link: LiveSocketLink, unidentified: UnidentifiedConnections) {
    this.#directory = directory;
    this.#link = link;
    this.#unidentified = unidentified;
  }

  /** A connection is about to be forgotten: its socket is not to be taken for one that is older than the capture. */
  forget(id: string): void {
    const view = this.#directory.views.get(id);
    const records = this.#directory.recordsOf(id);
    const announced = records.find(({ source, facts }) => source === "debugger" && facts.createdAt !== null);
    if (view?.url == null || announced === undefined || records.some(({ source }) => source === "socket")) return;
    if (lives(view)) this.#forgotten.set(announced.name, { url: view.url, isAwaited: true });
  }

  /** A forgotten connection has ended; its socket hears that a moment later. */
  forgottenEnded({ sourceId, type, session }: Closed | Ended): void {
    const forgotten = this.#forgotten.get(sourceId);
    if (forgotten !== undefined && type === "closed") this.#link.closed(sourceId, session, forgotten.url);
    this.#forgotten.delete(sourceId);
  }

  /** All that was forgotten has ended, or nothing is heard of it any more. */
  forgottenGone(): void {
    this.#forgotten.clear();
    this.#ofForgotten.clear();
  }

  /** A live socket is gone, and no event told how it ended. */
  gone(socket: string): void {
    this.#ofForgotten.delete(socket);
  }

  /** Alike ones cannot be told apart: the first socket of its URL that is shown is taken for that of a forgotten connection. */
  #isForgotten({ sourceId, url }: SocketState): boolean {
    if (this.#ofForgotten.has(sourceId)) return true;
    for (const [name, { url: of, isAwaited }] of this.#forgotten) {
      if (of !== url || !isAwaited) continue;
      this.#forgotten.set(name, { url, isAwaited: false });
      this.#ofForgotten.add(sourceId);
      return true;
    }
    return false;
  }

  /** A snapshot shows a socket. One that is no known connection's is older than the capture. */
  show(observation: SocketState): void {
    const { sourceId: name, at } = observation;
    if (this.#directory.record(name) === undefined && this.#isForgotten(observation)) return;
    const facts = reduce(this.#directory.record(name)?.facts, observation);
    const id = this.#directory.idOf(name);
    const found = this.#link.shown(observation, id);
    if (id === undefined && found === null && this.#link.endedLately(observation)) return;
    this.#directory.write({ name, source: "socket", facts, reportedAt: at });
    const misplaced = id === undefined || found === null ? null : this.#link.misplacedAt(found);
    if (misplaced !== null && id !== undefined) this.#directory.assign(misplaced, id);
    if (found !== null) this.#directory.assign(name, found);
    else if (id === undefined) this.#directory.start(name);
    this.#directory.refreshNamed(name);
  }

  /** A socket heard a message. */
  messageReceived(observation: SocketMessage): void {
    const { sourceId: name, url, at, session } = observation;
    // Whether a forgotten connection got it too, nobody knows.
    if (this.#ofForgotten.has(name)) return;
    const connection = this.#link.messageReceived(name, url, at, session);
    if (connection !== null)
      this.#isSocketOf(name, connection, reduce(this.#directory.record(name)?.facts, observation), at);
  }

  /** A socket heard its end. */
  closeReceived(observation: ClosedBy, url: string): void {
    const { sourceId: name, at, session } = observation;
    const before = this.#directory.record(name);
    const facts = { ...reduce(before?.facts, observation), url };
    const connection = this.#link.closeReceived(name, url, session);
    const isOfForgotten =
      this.#ofForgotten.delete(name) || (connection !== null && this.#directory.isTombstone(connection));
    // The end of what nothing announced is the end of a socket that is older than the capture.
    if (connection !== null && this.#directory.idOf(connection) !== undefined)
      this.#isSocketOf(name, connection, facts, at);
    else if (isOfForgotten) this.#ignore(name);
    else if (before !== undefined) {
      if (connection !== null) this.#leaveAnnounced(name);
      this.#directory.write({ ...before, facts, reportedAt: at });
      this.#directory.refreshNamed(name);
    }
  }

  /** A socket is a forgotten connection's, whatever it was taken for: a look may still be told that shows it. */
  #ignore(socket: string): void {
    const seat = this.#directory.idOf(socket);
    if (seat === undefined) {
      this.#directory.ignore(socket);
      return;
    }
    this.#directory.unalias(socket);
    this.#directory.refresh(seat);
    this.#directory.remove(this.#directory.start(socket));
  }

  /**
   * What ended was never announced: its socket is older than an announced connection for which it was taken, whose end has
   * not come.
   */
  #leaveAnnounced(socket: string): void {
    const seat = this.#directory.idOf(socket);
    if (seat === undefined || !this.#directory.has(seat, "debugger")) return;
    this.#directory.unalias(socket);
    this.#directory.refresh(seat);
    this.#directory.start(socket);
  }

  /**
   * The log has no entry of these unannounced connections. On what only sends nothing is heard in one moment with its socket:
   * where it is the only such connection of its session, it is the session's only live socket of which nothing was heard.
   *
   * @param names of the connections
   */
  joinSilent(names: readonly string[]): void {
    for (const [connection, session] of this.#unidentified.onlySenders(names)) {
      const socket = this.#link.onlySilentOf(session, (id) => this.#directory.isSocketAlone(id));
      const record = socket === null ? undefined : this.#directory.record(socket);
      if (record !== undefined) this.#sitWith(record.name, connection);
    }
  }

  /** It is known now which connection a live socket is; it may have been taken for another of the same URL. */
  #isSocketOf(socket: string, connection: string, facts: Upgrade, at: number): void {
    this.#directory.write({ name: socket, source: "socket", facts, reportedAt: at });
    if (!this.#sitWith(socket, connection)) return;
    this.#unidentified.renew(connection);
    this.#joinOnlyEntry(connection);
  }

  /** @returns whether the connection is there to be assigned to */
  #sitWith(socket: string, connection: string): boolean {
    const id = this.#directory.idOf(connection);
    const seat = this.#directory.idOf(socket);
    if (id === undefined) return false;
    if (seat !== undefined && seat !== id && this.#directory.isSocketAlone(seat) && !this.#directory.listed.has(id)) {
      // The row stays that was listed by its socket.
      for (const { name } of this.#directory.recordsOf(id)) this.#directory.assign(name, seat);
    } else {
      this.#directory.assign(socket, id);
      this.#makeRoom(socket, id, seat);
    }
    this.#directory.refreshNamed(socket);
    return true;
  }

  /** Those that were taken for a connection whose socket is known now are others: as many as there is room for, that one's old seat. */
  #makeRoom(socket: string, id: string, seat: string | undefined): void {
    if (seat === undefined || seat === id) return;
    for (const { name, source } of this.#directory.recordsOf(id))
      if (source === "socket" && name !== socket && !this.#link.isSure(name)) this.#directory.assign(name, seat);
    this.#directory.refresh(seat);
  }

  /**
   * The log's entry of an unidentified connection whose URL is known, where it has one entry of that URL alone that neither the
   * debugger has nor another live socket sits with: no message needs to show it.
   */
  #joinOnlyEntry(connection: string): void {
    const record = this.#directory.record(connection);
    const url = this.#directory.urlOf(connection);
    if (record === undefined || url === null || !isUnannounced(record.facts)) return;
    const [only, another] = [...this.#directory.ofUrl(url)].filter(
      ([id, view]) =>
        !this.#directory.has(id, "debugger") && this.#directory.has(id, "network") && stateOf(view) === "open",
    );
    if (only === undefined || another !== undefined || this.#directory.has(only[0], "socket")) return;
    this.#directory.union(only[0], this.#directory.idOf(connection) ?? only[0]);
    this.#unidentified.delete(connection);
  }
}
