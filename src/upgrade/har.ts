import * as v from "valibot";
import type { Headers } from "./headers.ts";
import { hasHeader } from "./headers.ts";
import type { Initiator, Logged, Message } from "./observation.ts";
import { messageOf } from "./payload.ts";
import { newExchange } from "./requests/exchange.ts";
import { HarEvents, type RequestEntry, requestOf } from "./requests/har-request.ts";
import { HarTimings, lifeIn, OwnExchange, type TransportLife } from "./requests/har-transport.ts";
import { isOtherUpgrade } from "./requests/other-upgrade.ts";

/**
 * The one decoder of HAR 1.2, for `chrome.devtools.network` and for files of any tool. It stands here because both capture
 * and report read HAR, and what both need is `upgrade`.
 */
const HeaderList = v.fallback(v.array(v.object({ name: v.string(), value: v.fallback(v.string(), "") })), []);

/** Epoch or monotonic seconds. JSON can write numbers beyond every date, up to infinity. */
const Seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e12));

const CallFrame = v.object({
  functionName: v.optional(v.string(), ""),
  url: v.optional(v.string(), ""),
  lineNumber: v.optional(v.number()),
  columnNumber: v.optional(v.number()),
});

const MessageEntry = v.object({
  type: v.string(),
  time: Seconds,
  opcode: v.number(),
  data: v.fallback(v.string(), ""),
});

const Entry = v.object({
  startedDateTime: v.fallback(v.string(), ""),
  time: v.fallback(v.pipe(v.number(), v.finite()), 0),
  request: v.object({ method: v.fallback(v.string(), "GET"), url: v.string(), headers: HeaderList }),
  response: v.object({
    status: v.fallback(v.number(), 0),
    statusText: v.fallback(v.string(), ""),
    httpVersion: v.fallback(v.optional(v.string()), undefined),
    headers: HeaderList,
    _error: v.fallback(v.optional(v.nullable(v.string()), null), null),
  }),
  timings: HarTimings,
  _resourceType: v.optional(v.string()),
  _initiator: v.fallback(
    v.optional(v.object({ stack: v.optional(v.object({ callFrames: v.array(CallFrame) })) })),
    undefined,
  ),
  _webSocketMessages: v.fallback(v.optional(v.array(MessageEntry)), undefined),
  _eventSourceMessages: HarEvents,
  // Our own export, whose messages are left out: the browser's words stand here.
  _upgrades: v.fallback(
    v.optional(
      v.object({
        observed: v.nullable(
          v.object({
            error: v.nullable(v.object({ message: v.string() })),
            exchange: v.optional(v.nullable(OwnExchange)),
          }),
        ),
      }),
    ),
    undefined,
  ),
});

const Creator = v.fallback(
  v.nullable(v.object({ name: v.fallback(v.string(), ""), version: v.fallback(v.string(), "") })),
  null,
);

const Pages = v.fallback(v.array(v.looseObject({ title: v.fallback(v.string(), "") })), []);

const Log = v.object({
  log: v.object({
    version: v.optional(v.string()),
    creator: v.optional(v.unknown()),
    browser: v.optional(v.unknown()),
    pages: v.optional(v.unknown()),
    entries: v.array(v.unknown()),
  }),
});

type HarEntry = v.InferOutput<typeof Entry>;

/** An ordinary answer of a host: evidence about what stands in front of it. */
export interface Neighbour {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
}

/** What a HAR says about upgrades. */
export interface HarReading {
  readonly logged: readonly Logged[];
  readonly neighbours: readonly Neighbour[];
  /** The page's URL as the HAR's first page has it in its title (Chrome), or null. */
  readonly page: string | null;
  /** Program and version that wrote the file, or null. */
  readonly creator: string | null;
  /** How many entries could not be read; never silently dropped. */
  readonly unreadable: number;
}

/** What the reader is told beside the log itself. */
export interface HarOptions {
  /** Epoch milliseconds of the look. */
  readonly at: number;
  readonly fromFile: boolean;
  /** Goes into the names of entries that have nothing else to be told by; a new one after the log was cleared. */
  readonly generation: number;
  /**
   * Whether the writer counts as Chrome does, where `timings.receive` above zero means that the connection has ended. In
   * other tools it is the time that the answer's headers took. Absent: yes.
   */
  readonly isChromes?: boolean;
  /**
   * Whether event streams and WebTransports are wanted too, and since when (epoch milliseconds) their ends have been told:
   * of one that is older the log does not say whether it has ended. Absent: upgrades only.
   */
  readonly requestsSince?: number;
  /**
   * The same for WebTransports, which the log dates by the browser's monotonic clock, in seconds: one that is not newer than
   * this may be a page's that was left, of whose end nobody tells. Absent: none is.
   */
  readonly transportsSince?: number;
}

/** Programs that fill `timings.receive` as Chrome does: Chrome and Edge, and this tool. */
const CHROMES = ["WebInspector", "Upgrades"];

/** What a HAR says of itself before its entries. */
export interface HarHead {
  readonly page: string | null;
  readonly creator: string | null;
  readonly isChromes: boolean;
}

/**
 * Reads what stands beside the entries of a HAR's log.
 *
 * @param log the parsed JSON of `log.creator` and `log.pages`; a log that has none is one that Chrome gave to an extension
 */
export function readHarHead(log: { readonly creator?: unknown; readonly pages?: unknown }): HarHead {
  const creator = v.parse(Creator, log.creator ?? null);
  const title = v.parse(Pages, log.pages)[0]?.title ?? "";
  return {
    page: /^[a-z][a-z0-9+.-]*:/i.test(title) ? title : null,
    creator: creator === null ? null : `${creator.name} ${creator.version}`.trim(),
    isChromes: creator === null || CHROMES.includes(creator.name),
  };
}

/**
 * Reads one item of `_webSocketMessages`.
 *
 * @returns null for what is no message: an error, a control frame (RFC 6455 §5.5), or nothing that can be read
 */
export function readHarMessage(input: unknown): Message | null {
  const message = v.safeParse(MessageEntry, input);
  return message.success ? messageIn(message.output) : null;
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
  const { page, creator, isChromes } = readHarHead(parsed.output.log);
  const entries = new HarEntries({ ...options, isChromes });
  const logged: Logged[] = [];
  const neighbours: Neighbour[] = [];
  let unreadable = 0;
  for (const raw of parsed.output.log.entries) {
    const entry = entries.read(raw);
    if (entry === "unreadable") unreadable++;
    else if (entry !== null && "ref" in entry) logged.push(entry);
    else if (entry !== null) neighbours.push(entry);
  }
  return { logged, neighbours, page, creator, unreadable };
}

/** The entries of one log, one after the other: equal ones get names of their own. */
export class HarEntries {
  readonly #options: HarOptions;
  readonly #ordinals = new Map<string, number>();

  constructor(options: HarOptions) {
    this.#options = options;
  }

  /** @returns what it says of an upgrade or of an ordinary answer; null for a request without an answer */
  read(input: unknown): Logged | Neighbour | null | "unreadable" {
    const entry = v.safeParse(Entry, input);
    if (!entry.success) return "unreadable";
    if (isUpgrade(entry.output)) return loggedOf(entry.output, this.#options, this.#ordinals);
    const request = requestIn(entry.output, this.#options, this.#ordinals);
    if (request !== null) return request;
    return entry.output.response.status > 0 ? neighbourOf(entry.output) : null;
  }
}

/**
 * Reads one entry, as `chrome.devtools.network.onRequestFinished` gives it.
 *
 * @returns what it says of an upgrade or of an ordinary answer; null when it is neither
 */
export function readHarEntry(input: unknown, options: HarOptions): Logged | Neighbour | null {
  const entry = v.safeParse(Entry, input);
  if (!entry.success) return null;
  const logged = isUpgrade(entry.output)
    ? loggedOf(entry.output, options, new Map())
    : requestIn(entry.output, options, new Map());
  if (logged === null) return entry.output.response.status > 0 ? neighbourOf(entry.output) : null;
  const { exchange, kind } = logged;
  const finishedAt = logged.finishedAt ?? (kind === "webtransport" ? options.at : endOf(entry.output));
  const finished: Logged = { ...logged, finished: true, finishedAt };
  if (exchange === undefined) return finished;
  const ended = { ...exchange, end: exchange.end ?? "finished" };
  if (kind !== "webtransport") return { ...finished, exchange: ended, isUnsure: false };
  // Its times have no date: it ends now, and they tell how long it was established.
  const lastedMs = lifeIn(entry.output, options.isChromes)?.lastedMs ?? null;
  return {
    ...finished,
    exchange: {
      ...(exchange.established === null ? exchange : ended),
      establishedAt: lastedMs === null ? null : options.at - lastedMs,
    },
    isUnsure: false,
  };
}

/** An event stream or a WebTransport, if they are wanted and this is one. */
function requestIn(entry: HarEntry, options: HarOptions, ordinals: Map<string, number>): Logged | null {
  if (options.requestsSince === undefined) return null;
  const headers = headersOf(entry.response.headers);
  const transport = lifeIn(entry, options.isChromes);
  const parts: RequestEntry = {
    resourceType: entry._resourceType ?? null,
    method: entry.request.method,
    response: entry.response.status === 0 ? null : { ...entry.response, headers },
    // Our own export has the words beside.
    error: entry.response._error ?? entry._upgrades?.observed?.error?.message ?? null,
    events: entry._eventSourceMessages ?? [],
    httpVersion: entry.response.httpVersion,
    transport,
  };
  const request = requestOf(parts);
  if (request === null) return null;
  // Chrome dates a WebTransport by its monotonic clock: that is no date.
  const started = request.kind === "webtransport" ? Number.NaN : Date.parse(entry.startedDateTime);
  const startedAt = started > 0 ? started : null;
  const requestHeaders = headersOf(entry.request.headers);
  return {
    type: "logged",
    ref: refOf(entry, entry.request.url, startedAt ?? transport?.ticks ?? null, requestHeaders, options, ordinals),
    at: options.at,
    url: entry.request.url,
    initiator: initiatorOf(entry),
    startedAt,
    requestHeaders,
    response: parts.response,
    ...request,
    logsMessages: entry._eventSourceMessages !== undefined,
    finishedAt: request.finished && request.kind !== "webtransport" ? endOf(entry) : null,
    fromFile: options.fromFile,
    isUnsure: request.finished === null && isOlder(startedAt, transport, options),
  };
}

/** Whether something may have ended without being told. */
function isOlder(
  startedAt: number | null,
  transport: TransportLife | null,
  { requestsSince = 0, transportsSince }: HarOptions,
): boolean {
  if (transport === null) return (startedAt ?? 0) < requestsSince;
  return transportsSince !== undefined && (transport.ticks ?? 0) <= transportsSince;
}

function hasLog(input: unknown): boolean {
  return typeof input === "object" && input !== null && "log" in input;
}

function isUpgrade(entry: HarEntry): boolean {
  return (
    entry._resourceType === "websocket" ||
    entry._webSocketMessages !== undefined ||
    /^wss?:/i.test(entry.request.url) ||
    entry.response.status === 101 ||
    hasHeader(headersOf(entry.request.headers), "Sec-WebSocket-Key") ||
    isOther(entry)
  );
}

function isOther({ request, response, _resourceType, _webSocketMessages }: HarEntry): boolean {
  if (_resourceType === "websocket" || _webSocketMessages !== undefined || /^wss?:/i.test(request.url)) return false;
  const answer = response.status === 0 ? null : { ...response, headers: headersOf(response.headers) };
  return isOtherUpgrade(headersOf(request.headers), answer);
}

function loggedOf(entry: HarEntry, options: HarOptions, ordinals: Map<string, number>): Logged {
  const started = Date.parse(entry.startedDateTime);
  // Chrome writes 1969-12-31T23:59:59.000Z for a handshake whose request was never sent.
  const startedAt = started > 0 ? started : null;
  const requestHeaders = headersOf(entry.request.headers);
  const failure = entry._webSocketMessages?.find((message) => message.type === "error");
  const told = toldError(entry);
  const messages = (entry._webSocketMessages ?? []).map(messageIn).filter((message) => message !== null);
  const other = isOther(entry);
  const url = other ? entry.request.url : socketUrl(entry.request.url);
  const ended = options.isChromes !== false && entry.timings.receive > 0;
  return {
    type: "logged",
    ref: refOf(entry, url, startedAt, requestHeaders, options, ordinals),
    at: options.at,
    url,
    initiator: initiatorOf(entry),
    startedAt,
    requestHeaders,
    response:
      entry.response.status === 0
        ? null
        : {
            status: entry.response.status,
            statusText: entry.response.statusText,
            headers: headersOf(entry.response.headers),
          },
    messages,
    logsMessages: entry._webSocketMessages !== undefined,
    error: failure
      ? {
          message: failure.data,
          at: startedAt === null ? null : failure.time * 1000,
          // Without a request there is no wall clock: the log then prints the monotonic one.
          ticks: startedAt === null ? failure.time : null,
        }
      : told,
    finished: ended || failure !== undefined || told !== null ? true : null,
    finishedAt: ended ? endOf(entry) : null,
    fromFile: options.fromFile,
    ...(other ? { kind: "other-upgrade" as const, exchange: newExchange(entry.request.method, null) } : {}),
  };
}

/**
 * Words that stand outside of the messages: in our own export, and in the `_error` of Safari (WebKit: HARBuilder.js) and
 * mitmproxy (savehar.py), which is their own sentence. Both write it for requests without an answer.
 */
function toldError({ _upgrades, response }: HarEntry): Logged["error"] {
  const own = _upgrades?.observed?.error ?? null;
  const message = own?.message ?? (response.status === 0 && response._error !== "" ? response._error : null);
  return message === null ? null : { message, at: null, ticks: null };
}

function messageIn({ type, time, opcode, data }: v.InferOutput<typeof MessageEntry>): Message | null {
  if (type !== "send" && type !== "receive") return null;
  // RFC 6455 §5.5: from 8 on they are control frames, which some tools write down too.
  if (opcode >= 8) return null;
  return messageOf(time * 1000, type === "send" ? "sent" : "received", opcode, data);
}

/**
 * A name that stays the same from look to look: the key; without one the URL and start, or the place in the log.
 *
 * @param startedAt by whichever clock the entry is dated
 */
function refOf(
  entry: HarEntry,
  url: string,
  startedAt: number | null,
  headers: Headers,
  options: HarOptions,
  ordinals: Map<string, number>,
): string {
  const key = headers.find(([name]) => name.toLowerCase() === "sec-websocket-key")?.[1];
  const failure = entry._webSocketMessages?.find((message) => message.type === "error");
  const name =
    key !== undefined
      ? `key ${key}`
      : startedAt !== null
        ? `${url} at ${startedAt}`
        : failure !== undefined
          ? `${url} failed ${failure.time}`
          : `${url} waiting ${options.generation}`;
  const ordinal = ordinals.get(name) ?? 0;
  ordinals.set(name, ordinal + 1);
  return `network:${name}${ordinal > 0 ? ` #${ordinal}` : ""}`;
}

/** Other tools write the https address of the handshake; the page asked for wss. */
function socketUrl(url: string): string {
  return url.replace(/^http(s?):/i, "ws$1:");
}

function endOf(entry: HarEntry): number | null {
  const started = Date.parse(entry.startedDateTime);
  return started > 0 && entry.time > 0 ? started + entry.time : null;
}

function initiatorOf(entry: HarEntry): Initiator | null {
  const frame = entry._initiator?.stack?.callFrames[0];
  if (frame === undefined || frame.url === "") return null;
  return {
    url: frame.url,
    line: frame.lineNumber === undefined ? null : frame.lineNumber + 1,
    column: frame.columnNumber === undefined ? null : frame.columnNumber + 1,
    function: frame.functionName === "" ? null : frame.functionName,
  };
}

function headersOf(list: readonly { name: string; value: string }[]): Headers {
  return list.map(({ name, value }) => [name, value] as const);
}

function neighbourOf(entry: HarEntry): Neighbour {
  return { url: entry.request.url, status: entry.response.status, headers: headersOf(entry.response.headers) };
}
