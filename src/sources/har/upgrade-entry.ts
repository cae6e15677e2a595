import { hasHeader } from "../../upgrade/http/headers.ts";
import type { Logged } from "../../upgrade/observation.ts";
import { newExchange } from "../../upgrade/requests/exchange.ts";
import { isOtherUpgrade } from "../../upgrade/requests/other-upgrade.ts";
import { refOf } from "./name.ts";
import type { HarOptions } from "./options.ts";
import { endOf, headersOf, initiatorOf, messageIn } from "./parts.ts";
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
  const answer = response.status === 0 ? null : { ...response, headers: headersOf(response.headers) };
  return isOtherUpgrade(headersOf(request.headers), answer);
}

/** What the entry of an upgrade says of it. */
export function loggedOf(entry: HarEntry, options: HarOptions, ordinals: Map<string, number>): Logged {
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

/** Other tools write the https address of the handshake; the page asked for wss. */
function socketUrl(url: string): string {
  return url.replace(/^http(s?):/i, "ws$1:");
}
