import type { Logged, Message } from "../observation.ts";
import type { Directory } from "./directory.ts";
import { lives } from "./links/live-socket.ts";
import { assign, FINGERPRINTS, type Match, type Unidentified } from "./links/messages.ts";
import type { LogEntries } from "./log-entries.ts";
import type { Placement } from "./placement.ts";
import { mayBeLogged } from "./record.ts";

/** Polls of the log after which an unidentified connection is older than DevTools: the first may only be behind. */
const POLLS_TO_IDENTIFY = 2;

/** Connections of which the debugger reported nothing but messages, until the log shows which they are. */
export class UnidentifiedConnections {
  readonly #directory: Directory;
  readonly #placement: Placement;
  readonly #entries: LogEntries;
  readonly #byName = new Map<string, Unidentified>();
  /** The debugger's session that told of each, where that was told. */
  readonly #sessions = new Map<string, string>();

  constructor(directory: Directory, placement: Placement, entries: LogEntries) {
    this.#directory = directory;
    this.#placement = placement;
    this.#entries = entries;
  }

  /** Whether one of them waits for a poll of the network log. */
  get awaitPoll(): boolean {
    for (const [name, { polls }] of this.#byName)
      if (polls < POLLS_TO_IDENTIFY || !this.#directory.listed.has(this.#directory.idOf(name) ?? "")) return true;
    return false;
  }

  /**
   * A connection that nothing announced spoke.
   *
   * @param session of the debugger; undefined: not told
   */
  add(name: string, session: string | undefined): void {
    this.#byName.set(name, { url: null, fingerprints: [], polls: 0 });
    if (session !== undefined) this.#sessions.set(name, session);
  }

  /** Remembers the first messages, if this is one of them. */
  addMessages(name: string, batch: readonly Message[]): void {
    const known = this.#byName.get(name);
    if (known === undefined || known.isPaused === true || known.fingerprints.length >= FINGERPRINTS) return;
    this.#byName.set(name, { ...known, fingerprints: [...known.fingerprints, ...batch].slice(0, FINGERPRINTS) });
  }

  /** Live counting ends: what it speaks from now on does not follow what was heard. */
  pause(name: string): void {
    const known = this.#byName.get(name);
    if (known !== undefined) this.#byName.set(name, { ...known, isPaused: true });
  }

  /** More is known of it now: the log is worth another poll. */
  renew(name: string): void {
    const known = this.#byName.get(name);
    if (known !== undefined) this.#byName.set(name, { ...known, polls: 0 });
  }

  /** It is known which one it is, or nobody wants to know any more. */
  delete(name: string): void {
    this.#byName.delete(name);
    this.#sessions.delete(name);
  }

  /**
   * Those of which nothing but what they sent is known, where their session has no other connection without an address.
   *
   * @param names of those that are asked about
   * @returns their names, each with its session
   */
  onlySenders(names: readonly string[]): readonly (readonly [name: string, session: string])[] {
    const unknown = [...this.#sessions].filter(([name]) => {
      const view = this.#directory.viewOf(name);
      return view !== undefined && view.url === null && lives(view);
    });
    return unknown.filter(([name, session]) => {
      const isOnly = unknown.every(([other, of]) => other === name || of !== session);
      const received = this.#directory.record(name)?.facts.countedByDebugger.received.count ?? 0;
      return isOnly && received === 0 && names.includes(name);
    });
  }

  /**
   * Looks for them in a poll of the log.
   *
   * @param entries all that the log has now
   * @param polledAt epoch milliseconds at which the poll began
   * @returns the names of those that will be in no poll, but for a log that was very late: they are older than DevTools
   */
  identify(entries: readonly Logged[], polledAt: number): readonly string[] {
    const due = new Map<string, Unidentified>();
    for (const [name, one] of this.#byName) {
      // What came after the poll began cannot be in it.
      if ((one.fingerprints[0]?.at ?? 0) < polledAt) due.set(name, { ...one, url: this.#directory.urlOf(name) });
    }
    if (due.size === 0) return [];
    // Only what the debugger has no name for yet can it be.
    const free = entries.filter(({ sourceId }) => {
      const id = this.#directory.idOf(sourceId);
      return id !== undefined && !this.#directory.has(id, "debugger");
    });
    const mayBeFound = [...due].filter(([name]) => {
      const record = this.#directory.record(name);
      return record === undefined || mayBeLogged(record.facts);
    });
    const { found, undecided } = assign(new Map(mayBeFound), free);
    const older: string[] = [];
    for (const [name, one] of due) {
      const match = found.get(name);
      if (match !== undefined) this.#identified(name, match);
      else {
        const polls = one.polls + 1;
        this.#byName.set(name, { ...one, polls });
        if (!undecided.has(name) && polls >= POLLS_TO_IDENTIFY) older.push(name);
      }
    }
    return older;
  }

  /** The log has shown whose messages these are: from its first one on, the debugger counts the connection. */
  #identified(name: string, { entry, clockOffset }: Match): void {
    this.delete(name);
    const record = this.#directory.record(name);
    if (record !== undefined) this.#directory.write({ ...record, facts: { ...record.facts, clockOffset } });
    this.#placement.link(name, entry.sourceId);
    this.#directory.refreshNamed(name);
    this.#entries.recount(entry.sourceId, entry);
  }
}
