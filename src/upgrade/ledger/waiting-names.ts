import { headerValue } from "../http/headers.ts";
import type { Logged } from "../observation.ts";
import { stateOf } from "../upgrade.ts";
import type { Book } from "./book.ts";
import { isSentAgain, keyOf } from "./signs.ts";

/** How far DevTools' own log may be behind the debugger's news on a busy machine, in milliseconds. */
const LOG_LAG_MS = 5000;

/**
 * The log has no name of its own for a connection whose request still waits: it counts those of one URL, and names each anew
 * once it was sent, or has failed. Here is remembered which of them was which.
 */
export class WaitingNames {
  readonly #book: Book;
  /** By id, the name under which the log lists a connection whose request still waits. */
  readonly #names = new Map<string, string>();
  /** The names in the last look at the log. */
  #listed: ReadonlySet<string> = new Set();

  constructor(book: Book) {
    this.#book = book;
  }

  /** Whether the log has only its name for waiting for it. */
  has(id: string): boolean {
    return this.#names.has(id);
  }

  forget(id: string): void {
    this.#names.delete(id);
  }

  /** Whether the last look had it under the name that it has for waiting: then another name is not its own. */
  isListed(id: string): boolean {
    return this.#book.get(id)?.seenBy.network === true && this.#listed.has(this.#names.get(id) ?? "");
  }

  /** A name for waiting is free again as soon as the connection has its own: the next one that waits will get it. */
  note(id: string, { ref, startedAt, error }: Logged): void {
    const before = this.#names.get(id);
    if (startedAt === null && error === null) this.#names.set(id, ref);
    else this.#names.delete(id);
    if (before !== undefined && before !== ref && this.#book.refs.get(before) === id) this.#book.uncall(before);
  }

  /** A look may come between the creation of a connection and the debugger's news of it: the one that waits in the log. */
  alone(url: string): string | null {
    for (const [id, upgrade] of this.#book.upgrades) if (upgrade.url === url && this.#waitsInLogAlone(id)) return id;
    return null;
  }

  /**
   * A look takes a while, and what waited when it began may have been sent, or have failed, when it is told: the debugger's
   * news of that came first.
   */
  wentOnSince({ url, at }: Logged): string | null {
    for (const [id, upgrade] of this.#book.upgrades) {
      if (upgrade.url !== url || upgrade.seenBy.network || !upgrade.seenBy.debugger) continue;
      const wentOnAt = upgrade.request?.at ?? upgrade.error?.at ?? null;
      if (wentOnAt !== null && wentOnAt > at - LOG_LAG_MS) return id;
    }
    return null;
  }

  /** A new look at the log: what waited and has a name now is the same connection. */
  rename(entries: readonly Logged[]): void {
    this.#listed = new Set(entries.map(({ ref }) => ref));
    const book = this.#book;
    const waiting = [...book.refs].filter(([ref, id]) => !this.#listed.has(ref) && this.#waitsInLogAlone(id));
    for (const entry of entries) {
      const key = headerValue(entry.requestHeaders, "Sec-WebSocket-Key");
      const owner = key === null ? undefined : book.ownerOf(key);
      if (book.refs.has(entry.ref) || book.get(owner)?.seenBy.network) continue;
      const index = waiting.findIndex(([, id]) => book.get(id)?.url === entry.url);
      const [old] = index < 0 ? [] : waiting.splice(index, 1);
      if (old === undefined) continue;
      const [name, id] = old;
      book.uncall(name);
      book.call(entry.ref, owner ?? id);
      if (owner === undefined) continue;
      book.merge(id, owner);
      this.forget(id);
    }
  }

  /**
   * Over HTTP/2 a request may be sent again (RFC 9113 §8.7), and the log then names it by its new start: what it was listed
   * as before is no connection.
   *
   * @returns the ids that are no longer in the book
   */
  dropEarlierSendings(): string[] {
    const dropped: string[] = [];
    const upgrades = [...this.#book.upgrades.values()];
    for (const [ref, id] of this.#book.refs) {
      const before = this.#listed.has(ref) ? undefined : this.#book.get(id);
      if (before === undefined || before.seenBy.debugger || stateOf(before) !== "requested") continue;
      const sentAt = keyOf(before) === null ? (before.request?.at ?? null) : null;
      if (sentAt === null || !upgrades.some((other) => isSentAgain(before, sentAt, other))) continue;
      this.#book.uncall(ref);
      this.#book.strike(id);
      dropped.push(id);
    }
    return dropped;
  }

  #waitsInLogAlone(id: string): boolean {
    const upgrade = this.#book.get(id);
    if (upgrade === undefined || upgrade.seenBy.debugger) return false;
    return stateOf(upgrade) === "queued";
  }
}
