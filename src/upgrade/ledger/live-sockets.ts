import type { SocketState } from "../observation.ts";
import { stateOf } from "../upgrade.ts";
import type { Book } from "./book.ts";

/** How old a look at the live sockets may be when it is told, in milliseconds. */
const LOOK_MS = 5000;

/** All sockets of one look are told within this time, in milliseconds. */
const SAME_LOOK_MS = 200;

/** Which live socket of the page is taken for which connection. */
export class LiveSockets {
  readonly #book: Book;
  /** By the name of a live socket, the connection that it is taken for. */
  readonly #ids = new Map<string, string>();
  /** Those of which their messages have told which connection they are. */
  readonly #heard = new Set<string>();
  /** By the same name, when a look showed it last, in epoch milliseconds: every look shows all that live. */
  readonly #shownAt = new Map<string, number>();

  constructor(book: Book) {
    this.#book = book;
  }

  idOf(socket: string): string | undefined {
    return this.#ids.get(socket);
  }

  /** From now on this socket is taken for that connection. */
  take(socket: string, id: string): void {
    this.#ids.set(socket, id);
  }

  /** It was heard when that connection spoke. */
  hear(socket: string, id: string): void {
    this.take(socket, id);
    this.#heard.add(socket);
  }

  /** A look has shown it. */
  show({ ref, at }: SocketState): void {
    this.#shownAt.set(ref, at);
  }

  /** One connection was found to be another one. */
  merge(id: string, into: string): void {
    for (const [socket, owner] of this.#ids) if (owner === id) this.#ids.set(socket, into);
  }

  /** Connections that are no longer in the book have no live sockets here either. */
  forget(gone: ReadonlySet<string>): void {
    for (const [socket, id] of this.#ids) {
      if (!gone.has(id)) continue;
      this.#ids.delete(socket);
      this.#heard.delete(socket);
      this.#shownAt.delete(socket);
    }
  }

  clear(): void {
    this.#ids.clear();
    this.#heard.clear();
    this.#shownAt.clear();
  }

  /** A connection of that URL of which no live socket is known yet; alike ones cannot be told apart, and need not be. */
  openWithoutSocket({ url, ref, at }: SocketState): string | null {
    const taken = new Set<string>();
    for (const [socket, id] of this.#ids) {
      // What an earlier look at the same place had shown, and this one does not, has died: its claim with it.
      const isOfThisLook = placeOf(socket) !== placeOf(ref) || (this.#shownAt.get(socket) ?? 0) > at - SAME_LOOK_MS;
      if (isOfThisLook) taken.add(id);
    }
    for (const [id, upgrade] of this.#book.upgrades) {
      const state = stateOf(upgrade);
      const lives = state === "open" || state === "requested" || state === "queued";
      if (lives && upgrade.url === url && !taken.has(id)) return id;
    }
    return null;
  }

  /** Whether a live socket cannot be any other connection than the one that it is taken for. */
  isSure({ url, ref, at }: SocketState): boolean {
    if (this.#heard.has(ref)) return true;
    const mine = this.#ids.get(ref);
    for (const [id, upgrade] of this.#book.upgrades) {
      const endedAt = upgrade.closedAt ?? upgrade.error?.at ?? null;
      if (id !== mine && upgrade.url === url && (endedAt === null || endedAt > at - LOOK_MS)) return false;
    }
    return true;
  }

  /** A look may be told after the end of what it saw: what lives in truth is in the next look too. */
  endedLately({ url, at }: SocketState): boolean {
    const taken = new Set(this.#ids.values());
    for (const [id, upgrade] of this.#book.upgrades) {
      const endedAt = upgrade.closedAt ?? upgrade.error?.at ?? null;
      if (upgrade.url === url && endedAt !== null && endedAt > at - LOOK_MS && !taken.has(id)) return true;
    }
    return false;
  }
}

/** Names of live sockets end in the socket's number; before it stands where it lives. */
function placeOf(socket: string): string {
  return socket.slice(0, socket.lastIndexOf(":"));
}
