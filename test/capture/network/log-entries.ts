/** A raw entry as DevTools 156 gives it to an extension, cut to what is read (docs/chromium.md#log-entries). */
export interface RawEntry {
  readonly _resourceType: string;
  readonly pageref?: string;
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: { readonly method: string; readonly url: string; readonly headers: readonly object[] };
  readonly response: { readonly status: number; readonly statusText: string; readonly headers: readonly object[] };
  readonly timings: { readonly blocked: number; readonly wait: number; readonly receive: number };
  readonly _webSocketMessages?: readonly object[];
}

const UNSENT = "1969-12-31T23:59:59.000Z";
const STARTED = "2026-11-29T08:00:00.000Z";

/** Created, and not sent yet. */
export function waiting(url: string, pageref?: string): RawEntry {
  return {
    _resourceType: "websocket",
    ...(pageref === undefined ? {} : { pageref }),
    startedDateTime: UNSENT,
    time: 0,
    request: { method: "", url, headers: [] },
    response: { status: 0, statusText: "", headers: [] },
    timings: { blocked: 0, wait: 0, receive: 0 },
    _webSocketMessages: [],
  };
}

/** Sent, and not answered yet. @param key null: over HTTP/2 */
export function sent(url: string, key: string | null, startedDateTime = STARTED): RawEntry {
  const headers = key === null ? [] : [{ name: "Sec-WebSocket-Key", value: key }];
  return { ...waiting(url), startedDateTime, request: { method: "GET", url, headers } };
}

/** Answered 101. */
export function open(url: string, key: string | null, startedDateTime = STARTED): RawEntry {
  const response = { status: 101, statusText: "Switching Protocols", headers: [] };
  return { ...sent(url, key, startedDateTime), response, time: 5, timings: { blocked: -1, wait: 5, receive: 0 } };
}

/** Opened, and ended. */
export function closed(url: string, key: string | null, time = 305): RawEntry {
  return { ...open(url, key), time, timings: { blocked: -1, wait: 5, receive: time - 5 } };
}

/** Refused after its request was sent. @param key null: over HTTP/2 */
export function refused(url: string, key: string | null, startedDateTime = STARTED): RawEntry {
  const data = "Error during WebSocket handshake: Unexpected response code: 403";
  const time = Date.parse(startedDateTime) / 1000 + 0.5;
  return {
    ...sent(url, key, startedDateTime),
    time: 502,
    timings: { blocked: -1, wait: 501.8, receive: 0.2 },
    _webSocketMessages: [{ type: "error", time, opcode: -1, data }],
  };
}

/** Given up before its request was sent. @param monotonicSeconds seconds of the monotonic clock */
export function unsent(url: string, monotonicSeconds: number): RawEntry {
  const data = "WebSocket is closed before the connection is established.";
  return {
    ...waiting(url),
    time: monotonicSeconds * 1000,
    timings: { blocked: -1, wait: monotonicSeconds * 1000, receive: 0.3 },
    _webSocketMessages: [{ type: "error", time: monotonicSeconds, opcode: -1, data }],
  };
}

/**
 * Ended before its request was sent, without a word: its frame was removed, or its worker terminated.
 *
 * @param monotonicSeconds seconds of the monotonic clock at its end
 */
export function abandoned(url: string, monotonicSeconds: number): RawEntry {
  // DevTools takes −1 second for the start.
  const time = (monotonicSeconds + 1) * 1000;
  return { ...waiting(url), time, timings: { blocked: time, wait: 0, receive: 0 } };
}

/** A request that is none of ours. */
export function page(url: string, pageref: string): RawEntry {
  return {
    _resourceType: "document",
    pageref,
    startedDateTime: STARTED,
    time: 3,
    request: { method: "GET", url, headers: [] },
    response: { status: 200, statusText: "OK", headers: [] },
    timings: { blocked: 0, wait: 2, receive: 1 },
  };
}
