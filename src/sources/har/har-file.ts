import { MessageReader } from "../../upgrade/application/message-reader.ts";
import { addControls, type Part } from "../../upgrade/application/part.ts";
import { combine } from "../../upgrade/combine.ts";
import { countMessages, type Messages, noMessages } from "../../upgrade/counts/messages.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import type { Logged, Message } from "../../upgrade/observation.ts";
import type { Reading } from "../../upgrade/reading.ts";
import { reduce } from "../../upgrade/reduce.ts";
import { wasOpened } from "../../upgrade/state.ts";
import { keyOf } from "../../upgrade/tracking/links/key.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { HostResponses } from "../host-responses.ts";
import type { ReadOptions } from "../options.ts";
import { Span } from "../span.ts";
import type { Dialect } from "./dialects/dialect.ts";
import { HarEntries, type HarHead, readHarHead, readHarMessage } from "./entries.ts";
import { ownCounts, ownHostResponses } from "./own-har.ts";

/** Messages are counted in groups: one by one is slow, all at once needs too much memory. */
const GROUP = 4096;

/**
 * Reads a HAR file piece by piece, so that neither the bodies nor the messages of a large one are ever held together: first
 * its head, then of each entry its messages, then the entry itself without them.
 */
export class HarFile {
  #head: HarHead = readHarHead({ creator: {} });
  #entries: HarEntries | null = null;
  #group: Message[] = [];
  #counts: Messages = noMessages;
  /** Of the entry whose messages are being taken: who reads them, and what they all said of its application protocol. */
  #reader: MessageReader;
  readonly #options: ReadOptions;
  #application: readonly Part[] = [];
  #error: unknown = null;
  #unreadable = 0;
  readonly #upgrades = new Map<string, Upgrade>();
  readonly #hostResponses = new HostResponses();
  readonly #span = new Span();

  constructor(options: ReadOptions = {}) {
    this.#options = options;
    this.#reader = this.#newReader();
  }

  #newReader(): MessageReader {
    return new MessageReader(() => this.#options.countsNames === true);
  }

  /** Takes `log.creator` and `log.pages`. A log without a creator is not known to be Chrome's. */
  head(log: { readonly creator?: unknown; readonly pages?: unknown }): void {
    this.#head = readHarHead({ creator: log.creator ?? {}, pages: log.pages });
  }

  /** Takes one item of the next entry's `_webSocketMessages`. */
  message(input: unknown): void {
    if (this.#error === null && isError(input)) this.#error = input;
    const message = readHarMessage(input, this.#reader);
    if (message === null) return;
    this.#span.add(Number.isNaN(message.at) ? null : message.at);
    this.#group.push(message);
    if (this.#group.length >= GROUP) this.#count();
  }

  /** Takes an entry whose messages were taken before. */
  entry(input: unknown): void {
    this.#entries ??= new HarEntries({
      at: 0,
      fromFile: true,
      generation: 0,
      isChromes: this.#head.isChromes,
      isFirefoxes: this.#head.isFirefoxes,
      dialect: this.#head.dialect,
      requestsSince: 0,
      ...this.#options,
    });
    this.#count();
    const read = this.#entries.read(withMessages(input, this.#error === null ? [] : [this.#error]));
    const own = ownCounts(input);
    for (const hostResponse of ownHostResponses(input)) this.#hostResponses.add(hostResponse);
    const events = eventsIn(read);
    const counts = own ?? (events.length === 0 ? this.#counts : countMessages(this.#counts, events));
    this.#counts = noMessages;
    const application = this.#application;
    this.#application = [];
    this.#reader = this.#newReader();
    this.#error = null;
    if (read === "unreadable") this.#unreadable++;
    else if (read !== null && "sourceId" in read)
      this.#enter(own === null ? { ...read, logsMessages: false } : read, counts, application);
    else if (read !== null) this.#hostResponses.add(read);
  }

  reading(): Reading {
    const { page, creator, dialect } = this.#head;
    const upgrades = [...this.#upgrades.values()];
    return {
      source: "har",
      upgrades,
      hostResponses: this.#hostResponses.all,
      page,
      browser: creator === "" ? null : creator,
      startedAt: this.#span.first,
      endedAt: this.#span.last,
      lost: gapsOf(this.#unreadable, dialect, upgrades),
    };
  }

  /**
   * Entries of a file are connections of their own, also with one key: it may have been masked, or be a client's that never
   * draws another. Only a writer that repeats itself is known again, by key, URL and start together.
   */
  #enter(logged: Logged, counts: Messages, application: readonly Part[]): void {
    const { sourceId, url, startedAt, requestHeaders } = logged;
    const key = keyOf({ request: { headers: requestHeaders, at: startedAt } });
    const isKnownAgain = this.#head.dialect?.repeatsEntries === true && key !== null && startedAt !== null;
    const name = isKnownAgain ? `key ${key} of ${url} at ${startedAt}` : sourceId;
    const before = this.#upgrades.get(name);
    const id = before?.id ?? `c${this.#upgrades.size + 1}`;
    const read = { ...reduce(undefined, logged, id), countedByLog: counts, application };
    this.#upgrades.set(name, before === undefined ? read : combine(before, read));
    for (const at of [logged.startedAt, logged.finishedAt, logged.error?.at ?? null]) this.#span.add(at);
  }

  #count(): void {
    if (this.#group.length === 0) return;
    this.#counts = countMessages(this.#counts, this.#group);
    this.#application = addControls(this.#application, this.#group);
    this.#group = [];
  }
}

/**
 * Reads a HAR that is in memory already.
 *
 * @param log what stands under `log`
 */
export function readHarLog(
  log: { readonly creator?: unknown; readonly pages?: unknown; readonly entries: readonly unknown[] },
  options: ReadOptions = {},
): Reading {
  const file = new HarFile(options);
  file.head(log);
  for (const entry of log.entries) {
    for (const message of messagesOf(entry)) file.message(message);
    file.entry(entry);
  }
  return file.reading();
}

function messagesOf(entry: unknown): readonly unknown[] {
  const messages: unknown = isObject(entry) ? Reflect.get(entry, "_webSocketMessages") : null;
  return Array.isArray(messages) ? messages : [];
}

/** Whether there were any messages distinguishes an upgrade from a request: the list stays, though it is empty. */
function withMessages(entry: unknown, messages: readonly unknown[]): unknown {
  if (!isObject(entry)) return entry;
  return "_webSocketMessages" in entry ? { ...entry, _webSocketMessages: messages } : entry;
}

function isError(input: unknown): boolean {
  return isObject(input) && Reflect.get(input, "type") === "error";
}

function isObject(input: unknown): input is object {
  return typeof input === "object" && input !== null;
}

/** What the file is missing: what could not be read, and what its tool did not write. */
function gapsOf(unreadable: number, dialect: Dialect | null, upgrades: readonly Upgrade[]): string[] {
  const isCut = unreadable > 0;
  const entries = unreadable === 1 ? "1 entry" : `${unreadable} entries`;
  const opened = upgrades.filter((upgrade) => upgrade.kind === "websocket" && wasOpened(upgrade));
  const lacksMessages = opened.length > 0 && opened.every(({ logsMessages }) => logsMessages === false);
  const leftOut =
    dialect?.leavesOut ??
    (lacksMessages && dialect !== null ? `${dialect.tool} left the messages of WebSockets out of this file.` : null);
  return [...(isCut ? [`${entries} of the HAR file could not be read.`] : []), ...(leftOut === null ? [] : [leftOut])];
}

/** The events of an event stream come with its entry; only a WebSocket's messages are taken before. */
function eventsIn(read: Logged | HostResponse | "unreadable" | null): readonly Message[] {
  return read !== null && read !== "unreadable" && "sourceId" in read && read.exchange !== null ? read.messages : [];
}
