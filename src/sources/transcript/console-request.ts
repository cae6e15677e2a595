import { type Interface, newExchange } from "../../upgrade/http/exchange.ts";
import { libraryPollOf } from "../../upgrade/http/library-poll.ts";
import type { Kind } from "../../upgrade/kinds/kind.ts";
import { newUpgrade, type Upgrade } from "../../upgrade/upgrade.ts";
import { corsErrorIn } from "./console-cors.ts";
import { isFile } from "./target.ts";

/** Longest line of a console that is looked at. */
const LONGEST = 4000;

const URL_WORD = /https?:\/\/[^\s'"]{1,2000}?/.source;

/** A request as Chrome's console names it when it failed: with the network's code, the status, or both. */
const CHROME = new RegExp(
  String.raw`(?:^|\s)(GET|POST)\s(${URL_WORD})\s(?:(net::ERR_[A-Z0-9_]{1,60})(?:\s(\d{3}))?|(\d{3}))(?:\s?\(([^)]{0,80})\))?\s*$`,
);

/** Firefox copies a line of its console or of its Network panel with the version and the status in brackets. */
const FIREFOX = new RegExp(
  String.raw`^(?:XHR ?)?(GET|POST)\s*(${URL_WORD})\s*\[HTTP\/(\d(?:\.\d)?) (\d{3})(?: (.{0,120}?))?(?: \d+ ?ms)?\]$`,
);

/** Chrome's words for a response that is no event stream (Blink: event_source.cc); they name no address. */
const EVENT_TYPE =
  /EventSource's response has a MIME type \("([^"]{0,120})"\) that is not "text\/event-stream"\. Aborting the connection/;

/** Firefox says it of an `EventSource` in the words that it has for a WebSocket too. */
const EVENT_FIREFOX = new RegExp(
  String.raw`(Firefox can.t establish a connection to the server at (${URL_WORD}))\.?(?:\s+\[?[\w.-]{1,80}:\d{1,7}:\d{1,7}\b.{0,300})?$`,
);
const EVENT_INTERRUPTED = new RegExp(`The connection to (${URL_WORD}) was interrupted while the page was loading`);

/** Chrome's words for a WebTransport (Blink: web_transport.cc). */
const TRANSPORT = new RegExp(String.raw`Failed to establish a connection to (${URL_WORD}): (net::ERR_\S.{0,400}?)\.?$`);

/** A policy of the page, in Chrome's words. */
const POLICY = new RegExp(
  `(?:Refused to connect to|Connecting to) '(${URL_WORD})' (?:because it )?violates the following Content Security Policy directive: "([^"]{1,2000})"`,
);

/**
 * Reads one line of a browser's console about what is no WebSocket and stays pending like one: an `EventSource`, the long poll
 * of a library, a WebTransport. Other requests of a page are none of our business.
 *
 * @param pasted with plain quotation marks around addresses
 * @param id name that the upgrade gets
 * @returns null when the line reports none
 */
export function consoleRequest(pasted: string, id: string): Upgrade | null {
  if (pasted.length > LONGEST) return null;
  const line = pasted.trimEnd();
  return (
    transport(line, id) ??
    eventStream(line, id) ??
    crossOrigin(line, id) ??
    policy(line, id) ??
    chrome(line, id) ??
    firefox(line, id)
  );
}

/** A library's own request of the kind that waits, or the one with which it begins; null: nothing shows that it is. */
export function isLibraryPoll(url: string): boolean {
  return libraryPollOf(url) !== null || SOCKJS_INFO.test(url);
}

/** What SockJS asks before anything else (sockjs-client: lib/info-receiver.js); the number is the time. */
const SOCKJS_INFO = /\/info\?t=\d{13}$/;

/** A file of SockJS that stands before the line: older versions ask without the time. */
const SOCKJS_FILE = /(?:^|\s)(?:abstract-xhr|sockjs[\w.-]{0,40})\.js[:?]/;

/** Chrome's code for a body that was shorter than it was said to be: a stream does not say how long it is. */
const OF_KNOWN_LENGTH = "net::ERR_CONTENT_LENGTH_MISMATCH";

function chrome(line: string, id: string): Upgrade | null {
  const [, method, url = "", code, before, after, words = ""] = CHROME.exec(line) ?? [];
  if (method === undefined || !URL.canParse(url)) return null;
  const status = Number(before ?? after ?? 0);
  const isPoll = isLibraryPoll(url) || (SOCKJS_FILE.test(line) && /\/info$/.test(url));
  // A body that broke off after 200 is one that went on: an event stream, or another whose end was not in sight.
  const isStream = status === 200 && code !== undefined && code !== OF_KNOWN_LENGTH && !isFile(url);
  if (!isPoll && !isStream) return null;
  const kind: Kind = isPoll ? "long-poll" : isEventPath(url) ? "event-stream" : "streaming-fetch";
  return request(id, kind, url, {
    exchange: { ...newExchange(method, null), end: code === undefined ? "finished" : "failed" },
    // Of what ended without a status nobody knows how far it came.
    request: status === 0 ? null : { headers: [], at: null, method },
    requestsSent: status === 0 ? 0 : 1,
    response: status === 0 ? null : { status, statusText: words.trim(), headers: [], at: null },
    error: code === undefined ? null : { message: code, at: null, monotonicSeconds: null },
    ended: code === undefined ? "closed" : null,
  });
}

/** Paths of event streams: Mercure's own, and the words that most others are named by. */
function isEventPath(url: string): boolean {
  return /\/\.well-known\/mercure$|\/(?:sse|events?|event-?stream|stream)$/i.test(new URL(url).pathname);
}

function firefox(line: string, id: string): Upgrade | null {
  const [, method, url = "", version = "1.1", status, words = ""] = FIREFOX.exec(line.trim()) ?? [];
  if (method === undefined || status === undefined || !URL.canParse(url) || !isLibraryPoll(url)) return null;
  return request(id, "long-poll", url, {
    exchange: { ...newExchange(method, null), end: "finished" },
    client: "Firefox",
    request: { headers: [], at: null, method, httpVersion: version },
    requestsSent: 1,
    response: { status: Number(status), statusText: words.trim(), headers: [], httpVersion: version, at: null },
    ended: "closed",
  });
}

function eventStream(line: string, id: string): Upgrade | null {
  const type = EVENT_TYPE.exec(line)?.[1];
  const exchange = newExchange("GET", "EventSource");
  if (type !== undefined) {
    return request(id, "event-stream", null, {
      exchange,
      requestsSent: 1,
      response: { status: 200, statusText: "", headers: [["Content-Type", type]], at: null },
    });
  }
  const [, interrupted = ""] = EVENT_INTERRUPTED.exec(line) ?? [];
  if (URL.canParse(interrupted))
    return request(id, "event-stream", interrupted, { exchange, client: "Firefox", ended: "navigation" });
  const [, words = "", url = ""] = EVENT_FIREFOX.exec(line) ?? [];
  if (!URL.canParse(url)) return null;
  return request(id, "event-stream", url, {
    exchange: { ...exchange, end: "failed" },
    client: "Firefox",
    error: { message: words, at: null, monotonicSeconds: null },
  });
}

function transport(line: string, id: string): Upgrade | null {
  const [, url = "", message = ""] = TRANSPORT.exec(line) ?? [];
  if (!URL.canParse(url)) return null;
  return request(id, "webtransport", url, {
    exchange: { ...newExchange("CONNECT", "WebTransport"), established: false, end: "failed" },
    error: { message, at: null, monotonicSeconds: null },
  });
}

function crossOrigin(line: string, id: string): Upgrade | null {
  const told = corsErrorIn(line);
  if (told === null) return null;
  const { url, by, origin, error, client, message } = told;
  const isPoll = isLibraryPoll(url) || SOCKJS_FILE.test(line);
  if (by !== "EventSource" && !isPoll) return null;
  const kind: Kind = by === "EventSource" && !isPoll ? "event-stream" : "long-poll";
  const asker: Interface | null = by === "EventSource" && isPoll ? null : by;
  return request(id, kind, url, {
    exchange: { ...newExchange("GET", asker), corsError: error, end: "failed" },
    ...(client === null ? {} : { client }),
    request: { headers: origin === null ? [] : [["Origin", origin]], at: null, method: "GET" },
    requestsSent: 1,
    error: { message, at: null, monotonicSeconds: null },
  });
}

function policy(line: string, id: string): Upgrade | null {
  const [message = "", url = "", directive = ""] = POLICY.exec(line) ?? [];
  if (!URL.canParse(url) || !isLibraryPoll(url)) return null;
  return request(id, "long-poll", url, {
    exchange: newExchange("GET", null),
    blocked: { by: "content-security-policy", message, directive },
  });
}

function request(id: string, kind: Kind, url: string | null, parts: Partial<Upgrade>): Upgrade {
  return {
    ...newUpgrade(id),
    kind,
    url,
    seenBy: { debugger: false, network: true },
    fromFile: true,
    logsMessages: false,
    ...parts,
  };
}
