import { MessageReader } from "../../upgrade/application/message-reader.ts";
import { newExchange } from "../../upgrade/http/exchange.ts";
import { hasHeader, headerValue } from "../../upgrade/http/headers.ts";
import { isOtherUpgrade } from "../../upgrade/http/upgrade-tokens.ts";
import type { Logged } from "../../upgrade/observation.ts";
import { bodyOfBase64, bodyText } from "../body.ts";
import { calledBy } from "../call-stack.ts";
import { programOfAgent } from "../program.ts";
import type { Dialect, DialectFacts } from "./dialects/dialect.ts";
import { asFirefox, sentHeaders } from "./firefox.ts";
import { sourceIdOf } from "./name.ts";
import { networkOf } from "./network.ts";
import type { HarOptions } from "./options.ts";
import { dateIn, endOf, headersOf, messageIn } from "./parts.ts";
import { type HarEntry, hasUnreadableStatus } from "./schema.ts";

/** What Chrome writes as the start of a request that was never sent, in milliseconds: 1969-12-31T23:59:59.000Z. */
const UNSENT_MS = -1000;

/** Whether an entry is of an upgrade, to a WebSocket or to something else. */
export function isUpgrade(entry: HarEntry): boolean {
  return (
    entry._resourceType === "websocket" ||
    entry._webSocketMessages !== undefined ||
    /^wss?:/i.test(entry.request.url) ||
    entry.response.status === 101 ||
    hasHeader(headersOf(entry.request.headers), "Sec-WebSocket-Key") ||
    // A test that lacks its key; no page can send this header.
    /\bwebsocket\b/i.test(headerValue(headersOf(entry.request.headers), "Upgrade") ?? "") ||
    isOther(entry)
  );
}

function isOther({ request, response, _resourceType, _webSocketMessages }: HarEntry): boolean {
  if (_resourceType === "websocket" || _webSocketMessages !== undefined || /^wss?:/i.test(request.url)) return false;
  const { status, statusText, headers } = response;
  const read = status === 0 ? null : { status, statusText, headers: headersOf(headers) };
  return isOtherUpgrade(headersOf(request.headers), read);
}

/**
 * What the entry of an upgrade says of it.
 *
 * @param raw the entry as it stands in the file, for what its tool alone writes
 */
export function loggedOf(entry: HarEntry, options: HarOptions, ordinals: Map<string, number>, raw: unknown): Logged {
  const { dialect = null } = options;
  const special = dialect?.read?.(raw) ?? {};
  const started = Date.parse(entry.startedDateTime);
  const startedAt = dialect?.isUndated === true ? null : dateIn(started);
  const isFirefoxes = options.isFirefoxes === true;
  const requestHeaders = isFirefoxes ? sentHeaders(entry) : headersOf(entry.request.headers);
  const failure = entry._webSocketMessages?.find((message) => message.type === "error");
  const error = reportedError(entry, special) ?? statusError(entry, raw);
  const reader = new MessageReader(() => options.countsNames === true);
  const messages = (entry._webSocketMessages ?? []).flatMap((message) => messageIn(message, reader) ?? []);
  const other = isOther(entry);
  const url = other ? entry.request.url : socketUrl(entry.request.url);
  const { close = null, closedAt = null } = special;
  const ended = options.isChromes !== false && entry.timings.receive > 0;
  const unsentEnd = failure === undefined && error === null ? unsentEndOf(entry, options) : null;
  const logged: Logged = {
    type: "logged",
    sourceId: sourceIdOf(entry, url, startedAt, headersOf(entry.request.headers), options, ordinals),
    at: options.at,
    url,
    ...calledBy(entry._initiator?.stack),
    startedAt,
    requestHeaders,
    response: responseOf(entry, special),
    messages,
    logsMessages: entry._webSocketMessages !== undefined,
    error: failure
      ? {
          message: failure.data,
          at: startedAt === null || failure.time === null ? null : failure.time * 1000,
          // Without a request there is no wall clock: the log then prints the monotonic one.
          monotonicSeconds: startedAt === null ? failure.time : null,
        }
      : error,
    finished: ended || failure !== undefined || error !== null || close !== null || unsentEnd !== null ? true : null,
    finishedAt: closedAt ?? (ended || close !== null ? endOf(entry) : null),
    ...(unsentEnd === null ? {} : { unsentEnd }),
    ...(close === null ? {} : { close }),
    ...wireOf(entry, dialect),
    fromFile: options.fromFile,
    ...programIn(entry, special, options),
    kind: other ? "other-upgrade" : "websocket",
    exchange: other ? newExchange(entry.request.method, null) : null,
    ...networkOf(entry, isFirefoxes),
  };
  return isFirefoxes ? asFirefox(entry, logged) : logged;
}

/**
 * Chrome gives −1 second for the start of a request that was never sent, and counts `blocked` from there to the end, as soon as
 * there is one (docs/chromium.md#log-entries).
 *
 * @returns seconds of the browser's monotonic clock; null: it waits, or was sent
 */
function unsentEndOf({ startedDateTime, timings, _upgrades }: HarEntry, options: HarOptions): number | null {
  const isOurs = _upgrades !== undefined;
  if (options.isChromes === false || options.isFirefoxes === true || options.dialect != null || isOurs) return null;
  const isUnsent = Date.parse(startedDateTime) === UNSENT_MS;
  return isUnsent && timings.blocked > -UNSENT_MS ? (timings.blocked + UNSENT_MS) / 1000 : null;
}

function responseOf(entry: HarEntry, { isToolsResponse }: DialectFacts): Logged["response"] {
  const { status, statusText, headers } = entry.response;
  if (status === 0 || isToolsResponse === true) return null;
  return { status, statusText, headers: headersOf(headers), ...bodyOf(entry) };
}

/** The request line, where the tool saw the wire. */
function wireOf({ request }: HarEntry, dialect: Dialect | null): Pick<Logged, "method" | "httpVersion"> {
  if (dialect?.isWire !== true) return {};
  const version = /^(?:HTTP\/|h)?([123])(?:\.(\d))?$/i.exec(request.httpVersion ?? "");
  const [, major = "", minor = "0"] = version ?? [];
  return {
    method: request.method,
    ...(version === null ? {} : { httpVersion: major === "1" ? `1.${minor}` : major }),
  };
}

/**
 * Programs that are no browsers name themselves. Of a failed attempt the file has a browser's words, or those of the tool that
 * could not reach the server.
 */
function programIn(
  { request, response }: HarEntry,
  { isToolsFailure }: DialectFacts,
  { fromFile, dialect = null }: HarOptions,
): { readonly client?: string } {
  if (dialect !== null && isToolsFailure === true) return { client: dialect.tool };
  const client = programOfAgent(headerValue(headersOf(request.headers), "User-Agent"));
  return !fromFile || client === null || response.status <= 0 ? {} : { client };
}

/** The body of a refusal, where the file has it. What a browser's own file of a WebSocket has there is empty. */
function bodyOf({ response: { content, headers } }: HarEntry): { readonly body?: string } {
  if (content === undefined || content.text === "") return {};
  const type = content.mimeType === "" ? null : content.mimeType;
  const coding = headerValue(headersOf(headers), "Content-Encoding");
  const body = content.encoding === "base64" ? bodyOfBase64(content.text, type, coding) : bodyText(content.text, type);
  return body === undefined ? {} : { body };
}

/**
 * Words that stand outside of the messages: in our own export, in a dialect's place, and in the `_error` of Safari (WebKit:
 * HARBuilder.js), which is its own sentence for a request without a response.
 */
function reportedError({ _upgrades, response }: HarEntry, { failure }: DialectFacts): Logged["error"] {
  const own = _upgrades?.observed?.error ?? null;
  const message = own?.message ?? failure ?? (response.status === 0 && response._error !== "" ? response._error : null);
  return message === null ? null : { message, at: null, monotonicSeconds: null };
}

/** A response came, and what it was the file does not say. */
function statusError(entry: HarEntry, raw: unknown): Logged["error"] {
  return hasUnreadableStatus(raw, entry) && (entry._webSocketMessages ?? []).length === 0
    ? { message: "unreadable status of the response", at: null, monotonicSeconds: null }
    : null;
}

/** Other tools write the https address of the handshake; the page asked for wss. */
function socketUrl(url: string): string {
  return url.replace(/^http(s?):/i, "ws$1:");
}
