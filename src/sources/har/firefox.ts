import type { Exchange } from "../../upgrade/http/exchange.ts";
import { isRefusedByFirefox } from "../../upgrade/http/firefox-refusal.ts";
import { type Headers, hasHeader, headerValue } from "../../upgrade/http/headers.ts";
import type { Kind } from "../../upgrade/kinds/kind.ts";
import { isOrdinaryRequest } from "../../upgrade/kinds/registry.ts";
import type { Logged } from "../../upgrade/observation.ts";
import { dateIn, headersOf } from "./parts.ts";
import type { HarEntry } from "./schema.ts";
import type { TransportLife } from "./web-transport.ts";

/** What Firefox prints of a WebSocket over HTTP/2 and never sends (docs/firefox.md#http2). */
const NEVER_SENT = ["connection", "upgrade", "sec-websocket-key"];

/** Fetch's request destination of a WebTransport, as `Sec-Fetch-Dest` has it. */
const TRANSPORT_DESTINATION = "webtransport";

/** Whether a request has gone over HTTP/2 or HTTP/3. */
function isNewerHttp({ response }: HarEntry): boolean {
  return /^HTTP\/[23]/i.test(response.httpVersion ?? "");
}

/**
 * The entry with the status that Firefox's DevTools lost, where its headers show it: only a 101 has the proof of a WebSocket
 * (docs/firefox.md#reading). Without any the response counts as not seen yet.
 */
export function withLostStatus(entry: HarEntry): HarEntry {
  const { status, headers } = entry.response;
  if (status !== 0 || headers.length === 0) return entry;
  if (!hasHeader(headersOf(headers), "Sec-WebSocket-Accept"))
    return { ...entry, timings: { ...entry.timings, isEmpty: true } };
  return { ...entry, response: { ...entry.response, status: 101 } };
}

/** The headers of a WebSocket's request as they were sent. */
export function sentHeaders(entry: HarEntry): Headers {
  const headers = headersOf(entry.request.headers);
  return isNewerHttp(entry) ? headers.filter(([name]) => !NEVER_SENT.includes(name.toLowerCase())) : headers;
}

/** Whether the response is one with which a WebSocket or a WebTransport goes on: its end is never reported (docs/firefox.md#ends). */
function isGoingOn(entry: HarEntry, kind: Kind): boolean {
  const { status } = entry.response;
  return !isOrdinaryRequest(kind) && (status === 101 || (status === 200 && isNewerHttp(entry)));
}

/** Whether it is over, by its times alone: without any it waits, or was refused by the browser itself (docs/firefox.md#pending). */
function isOver(entry: HarEntry, kind: Kind): boolean {
  if (isGoingOn(entry, kind)) return false;
  const isRefused = !isOrdinaryRequest(kind) && entry.response.status !== 0;
  return isRefused || !entry.timings.isEmpty;
}

/**
 * What only Firefox's entries say, and how they say what Chrome's say otherwise.
 *
 * @param logged the entry read as any tool's
 * @param isLogged whether its end was reported: Firefox reports the end of the handshake, or of the request
 */
export function asFirefox(entry: HarEntry, logged: Logged, isLogged = false): Logged {
  const { exchange, response, kind } = logged;
  const isRefused =
    exchange === null &&
    response?.status === 101 &&
    !logged.fromFile &&
    isRefusedByFirefox(logged.requestHeaders, response.headers);
  const isEnded = isRefused || isOver(entry, kind) || (isLogged && !isGoingOn(entry, kind));
  const started = dateIn(Date.parse(entry.startedDateTime));
  const version = /^HTTP\/(.+)$/i.exec(entry.response.httpVersion ?? "")?.[1];
  return {
    ...logged,
    client: "Firefox",
    finished: isEnded ? true : null,
    finishedAt: isEnded && started !== null ? started + Math.max(0, entry.time) : null,
    // A file describes one moment anyway.
    isUnsure: isGoingOn(entry, kind) && !isRefused && !logged.fromFile,
    ...(isRefused ? { isRefused } : {}),
    response: response && { ...response, ...(version === undefined ? {} : { httpVersion: version }) },
    exchange: exchange && { ...exchange, end: isEnded ? endOf(entry, exchange) : null },
  };
}

function endOf({ response }: HarEntry, { end }: Exchange): Exchange["end"] {
  return end ?? (response.status === 0 ? "failed" : "finished");
}

/**
 * A WebTransport's life in Firefox's log, which calls it a GET of an https address (docs/firefox.md#web-transport).
 *
 * @returns null when it is not one
 */
export function firefoxTransport(entry: HarEntry): TransportLife | null {
  const destination = headerValue(headersOf(entry.request.headers), "Sec-Fetch-Dest") ?? "";
  if (destination !== TRANSPORT_DESTINATION) return null;
  const { response, timings } = entry;
  if (response.status === 0 && timings.isEmpty)
    return { established: false, end: null, lastedMs: null, monotonicSeconds: null };
  const established = isGoingOn(entry, "webtransport");
  return { established, end: established ? null : "failed", lastedMs: null, monotonicSeconds: null };
}
