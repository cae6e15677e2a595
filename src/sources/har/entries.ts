import * as v from "valibot";
import type { MessageReader } from "../../upgrade/application/message-reader.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { Logged, Message } from "../../upgrade/observation.ts";
import type { Dialect } from "./dialects/dialect.ts";
import { dialectOf, dialectOfEntry } from "./dialects/registry.ts";
import { asFirefox, withLostStatus } from "./firefox.ts";
import type { HarOptions } from "./options.ts";
import { endOf, headersOf, messageIn } from "./parts.ts";
import { requestIn } from "./request-entry.ts";
import { Creator, Entry, type HarEntry, Log, MessageEntry, Pages } from "./schema.ts";
import { isUpgrade, loggedOf } from "./upgrade-entry.ts";
import { lifeIn } from "./web-transport.ts";

/** What a HAR says about upgrades. */
export interface HarReading {
  readonly logged: readonly Logged[];
  readonly hostResponses: readonly HostResponse[];
  /** The page's URL as the HAR's first page has it in its title (Chrome), or null. */
  readonly page: string | null;
  /** Program and version that wrote the file, or null. */
  readonly creator: string | null;
  /** How many entries could not be read; never silently dropped. */
  readonly unreadable: number;
}

/** Programs that fill `timings.receive` as Chrome does: Chrome and Edge, and this tool. */
const CHROMES = ["WebInspector", "Upgrades"];

/** What a HAR says of itself before its entries. */
export interface HarHead {
  readonly page: string | null;
  readonly creator: string | null;
  readonly isChromes: boolean;
  readonly isFirefoxes: boolean;
  /** null: none that is known. */
  readonly dialect: Dialect | null;
}

/**
 * Reads what stands beside the entries of a HAR's log.
 *
 * @param log the parsed JSON of `log.creator` and `log.pages`; a log that has none is one that Chrome gave to an extension
 */
export function readHarHead(log: { readonly creator?: unknown; readonly pages?: unknown }): HarHead {
  const creator = v.parse(Creator, log.creator ?? null);
  const title = v.parse(Pages, log.pages)[0]?.title ?? "";
  const dialect = dialectOf(creator?.name ?? "");
  const address = dialect?.pageOf === undefined ? title : (dialect.pageOf(title) ?? "");
  return {
    page: /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : null,
    creator: creator === null ? null : `${creator.name} ${creator.version}`.trim(),
    isChromes: creator === null || CHROMES.includes(creator.name),
    isFirefoxes: creator?.name === "Firefox",
    dialect,
  };
}

/**
 * Reads one item of `_webSocketMessages`.
 *
 * @param reader of its entry alone
 * @returns null for what is no message: an error, a control frame (RFC 6455 §5.5), or nothing that can be read
 */
export function readHarMessage(input: unknown, reader: MessageReader): Message | null {
  const message = v.safeParse(MessageEntry, input);
  return message.success ? messageIn(message.output, reader) : null;
}

/**
 * Reads a HAR document.
 *
 * @param input the parsed JSON, or the object that `chrome.devtools.network.getHAR()` gave (which is the `log` itself)
 * @throws Error with one clear sentence when it is not a HAR
 */
export function readHar(input: unknown, options: HarOptions): HarReading {
  const parsed = v.safeParse(Log, hasLog(input) ? input : { log: input });
  if (!parsed.success) throw new Error("This is not a HAR file: it has no log.entries list.");
  const { page, creator, isChromes, isFirefoxes, dialect } = readHarHead(parsed.output.log);
  const entries = new HarEntries({ ...options, isChromes, isFirefoxes, dialect });
  const logged: Logged[] = [];
  const hostResponses: HostResponse[] = [];
  let unreadable = 0;
  for (const raw of parsed.output.log.entries) {
    const entry = entries.read(raw);
    if (entry === "unreadable") unreadable++;
    else if (entry !== null && "sourceId" in entry) logged.push(entry);
    else if (entry !== null) hostResponses.push(entry);
  }
  return { logged, hostResponses, page, creator, unreadable };
}

/** The entries of one log, one after the other: equal ones get names of their own. */
export class HarEntries {
  readonly #options: HarOptions;
  readonly #ordinals = new Map<string, number>();

  constructor(options: HarOptions) {
    this.#options = options;
  }

  /** @returns what it says of an upgrade or of an ordinary response; null for a request without a response */
  read(input: unknown): Logged | HostResponse | null | "unreadable" {
    const parsed = v.safeParse(Entry, input);
    if (!parsed.success) return "unreadable";
    const entry = this.#options.isFirefoxes ? withLostStatus(parsed.output) : parsed.output;
    if (isUpgrade(entry)) return loggedOf(entry, this.#optionsFor(input), this.#ordinals, input);
    const request = requestIn(entry, this.#options, this.#ordinals);
    if (request !== null) return request;
    return entry.response.status > 0 ? hostResponseOf(entry) : null;
  }

  /** Of a log whose creator is not known, or comes after its entries, an entry can show whose it is. */
  #optionsFor(entry: unknown): HarOptions {
    if (this.#options.dialect !== null || this.#options.isChromes) return this.#options;
    return { ...this.#options, dialect: dialectOfEntry(entry) };
  }
}

/**
 * Reads one entry, as `chrome.devtools.network.onRequestFinished` gives it.
 *
 * @returns what it says of an upgrade or of an ordinary response; null when it is neither
 */
export function readHarEntry(input: unknown, options: HarOptions): Logged | HostResponse | null {
  const parsed = v.safeParse(Entry, input);
  if (!parsed.success) return null;
  const entry = options.isFirefoxes ? withLostStatus(parsed.output) : parsed.output;
  const logged = isUpgrade(entry) ? loggedOf(entry, options, new Map(), input) : requestIn(entry, options, new Map());
  if (logged === null) return entry.response.status > 0 ? hostResponseOf(entry) : null;
  // Where Firefox lost the status, nothing follows from the event.
  const isWhole = entry.response.status !== 0 || entry.response.headers.length === 0;
  if (options.isFirefoxes === true) return asFirefox(entry, logged, isWhole);
  const { exchange, kind } = logged;
  const isUndated = factsOf(kind).datedBy === "monotonic-clock" || logged.unsentEnd !== undefined;
  const finishedAt = logged.finishedAt ?? (isUndated ? options.at : endOf(entry));
  const finished: Logged = { ...logged, finished: true, finishedAt };
  if (exchange === null) return finished;
  const ended = { ...exchange, end: exchange.end ?? "finished" };
  if (!isUndated) return { ...finished, exchange: ended, isUnsure: false };
  // Its times have no date: it ends now, and they show how long it was established.
  const lastedMs = lifeIn(entry, options.isChromes)?.lastedMs ?? null;
  return {
    ...finished,
    exchange: {
      ...(exchange.established === null ? exchange : ended),
      establishedAt: lastedMs === null ? null : options.at - lastedMs,
    },
    isUnsure: false,
  };
}

function hasLog(input: unknown): boolean {
  return typeof input === "object" && input !== null && "log" in input;
}

function hostResponseOf(entry: HarEntry): HostResponse {
  return { url: entry.request.url, status: entry.response.status, headers: headersOf(entry.response.headers) };
}
