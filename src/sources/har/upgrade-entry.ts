import { MessageReader } from "../../upgrade/application/message-reader.ts";
import { newExchange } from "../../upgrade/http/exchange.ts";
import { hasHeader, headerValue } from "../../upgrade/http/headers.ts";
import { isOtherUpgrade } from "../../upgrade/http/upgrade-tokens.ts";
import type { Logged } from "../../upgrade/observation.ts";
import { bodyOfBase64, bodyText } from "../body.ts";
import { programOfAgent } from "../program.ts";
import { refOf } from "./name.ts";
import type { HarOptions } from "./options.ts";
import { dateIn, endOf, headersOf, initiatorOf, messageIn } from "./parts.ts";
import type { HarEntry } from "./schema.ts";

/** Whether an entry is of an upgrade, to a WebSocket or to something else. */
export function isUpgrade(entry: HarEntry): boolean {
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
  const { status, statusText, headers } = response;
  const answer = status === 0 ? null : { status, statusText, headers: headersOf(headers) };
  return isOtherUpgrade(headersOf(request.headers), answer);
}

/** What the entry of an upgrade says of it. */
export function loggedOf(entry: HarEntry, options: HarOptions, ordinals: Map<string, number>): Logged {
  const started = Date.parse(entry.startedDateTime);
  // Chrome writes 1969-12-31T23:59:59.000Z for a handshake whose request was never sent.
  const startedAt = dateIn(started);
  const requestHeaders = headersOf(entry.request.headers);
  const failure = entry._webSocketMessages?.find((message) => message.type === "error");
  const told = toldError(entry);
  const reader = new MessageReader(() => options.countsNames === true);
  const messages = (entry._webSocketMessages ?? []).flatMap((message) => messageIn(message, reader) ?? []);
  const other = isOther(entry);
  const url = other ? entry.request.url : socketUrl(entry.request.url);
  const { close, at: closedAt } = closeOf(entry);
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
            ...bodyOf(entry),
          },
    messages,
    logsMessages: entry._webSocketMessages !== undefined,
    error: failure
      ? {
          message: failure.data,
          at: startedAt === null || failure.time === null ? null : failure.time * 1000,
          // Without a request there is no wall clock: the log then prints the monotonic one.
          ticks: startedAt === null ? failure.time : null,
        }
      : told,
    finished: ended || failure !== undefined || told !== null || close !== null ? true : null,
    finishedAt: closedAt ?? (ended || close !== null ? endOf(entry) : null),
    ...(close === null ? {} : { close }),
    fromFile: options.fromFile,
    ...programIn(entry, options),
    kind: other ? "other-upgrade" : "websocket",
    exchange: other ? newExchange(entry.request.method, null) : null,
  };
}

/** Programs that are no browsers name themselves. Of a failed attempt the file has a browser's words, or its own. */
function programIn({ request, response }: HarEntry, { fromFile }: HarOptions): { readonly client?: string } {
  const client = programOfAgent(headerValue(headersOf(request.headers), "User-Agent"));
  return !fromFile || client === null || response.status <= 0 ? {} : { client };
}

/** The body of a refusal, where the file has it. What a browser's own file of a WebSocket has there is empty. */
function bodyOf({ response: { content } }: HarEntry): { readonly body?: string } {
  if (content === undefined || content.text === "") return {};
  const type = content.mimeType === "" ? null : content.mimeType;
  const body = content.encoding === "base64" ? bodyOfBase64(content.text, type) : bodyText(content.text, type);
  return body === undefined ? {} : { body };
}

/** What stands beside the messages about the end; the page gets 1006 where no close frame came (RFC 6455 §7.1.5). */
function closeOf({ _webSocketClose: close }: HarEntry): {
  close: NonNullable<Logged["close"]> | null;
  at: number | null;
} {
  if (close === undefined) return { close: null, at: null };
  if (close === "aborted") return { close: { code: 1006, reason: "", wasClean: false }, at: null };
  const { code, reason, timestamp } = close;
  return { close: { code, reason, wasClean: true }, at: timestamp === null ? null : timestamp * 1000 };
}

/**
 * Words that stand outside of the messages: in our own export, in Playwright's `_failureText` (the browser's message), and in
 * the `_error` of Safari (WebKit: HARBuilder.js) and mitmproxy (savehar.py), which is their own sentence. They write it for
 * requests without a response; Playwright also for a connection that broke.
 */
function toldError({ _upgrades, response }: HarEntry): Logged["error"] {
  const own = _upgrades?.observed?.error ?? null;
  const message =
    own?.message ?? response._failureText ?? (response.status === 0 && response._error !== "" ? response._error : null);
  return message === null ? null : { message, at: null, ticks: null };
}

/** Other tools write the https address of the handshake; the page asked for wss. */
function socketUrl(url: string): string {
  return url.replace(/^http(s?):/i, "ws$1:");
}
