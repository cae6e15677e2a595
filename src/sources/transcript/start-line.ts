/** RFC 9112 §3 and §4; curl writes "HTTP/2 200", Firefox "GET / undefined" for a WebSocket. */
const REQUEST_LINE = /^([A-Z]{3,10}) (\S+) (?:HTTP\/(\d(?:\.\d)?)|undefined)\s*$/;
const STATUS_LINE = /^HTTP\/(\d(?:\.\d)?) (\d{3})(?: (.*))?$/;
/** WebSocket-Node's words before the headers of the response (WebSocket-Node: lib/WebSocketClient.js); it speaks HTTP/1.1 only. */
const NOT_SWITCHED = /\bServer responded with a non-101 status: (\d{3})(?: (.*))?$/s;

/** Programs in Go and others that print the response they got after the address, headers below it. */
const PRINTED =
  /\b(?:invalid|unexpected|bad) (?:websocket )?(?:response|handshake)\b[^:]{0,40}(?:wss?:\/\/\S{1,300})?: HTTP\/(\d(?:\.\d)?) (\d{3})(?: (.*))?$/i;

export interface RequestStart {
  readonly method: string;
  readonly target: string;
  /** null: the record names none. */
  readonly version: string | null;
}

export interface StatusStart {
  readonly version: string;
  readonly status: number;
  /** As it was written; empty over HTTP/2. */
  readonly reason: string;
}

/** Reads the first line of a request; null when it is not one. */
export function requestStart(line: string): RequestStart | null {
  const [, method, target, version = null] = REQUEST_LINE.exec(line.trimEnd()) ?? [];
  return method === undefined || target === undefined ? null : { method, target, version };
}

/** Reads the first line of a response; null when it is not one. */
export function statusStart(line: string): StatusStart | null {
  const [, version, status, reason = ""] = STATUS_LINE.exec(line.trimEnd()) ?? [];
  if (version !== undefined) return { version, status: Number(status), reason: reason.trim() };
  const [, printed, number, phrase = ""] = PRINTED.exec(line.trimEnd()) ?? [];
  if (printed !== undefined) return { version: printed, status: Number(number), reason: phrase.trim() };
  const [, code, words = ""] = NOT_SWITCHED.exec(line.trimEnd()) ?? [];
  return code === undefined ? null : { version: "1.1", status: Number(code), reason: words.trim() };
}

/** Whether a line is the first of a request or of a response. */
export function isStartLine(line: string): boolean {
  return requestStart(line) !== null || statusStart(line) !== null;
}
