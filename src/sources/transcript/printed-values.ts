import { HANDSHAKE_HEADERS, type Headers, hasHeader } from "../../upgrade/http/headers.ts";
import { rawLinesOf } from "./lines.ts";
import { goHeaders, objectHeaders, sideOf } from "./printed-headers.ts";

/** Longest text that is looked at, in characters: a program prints a few lines of it. */
const LONGEST = 20_000;

/** An object without others in it, or a map of Go's, or aiohttp's `CIMultiDictProxy(…)`. */
const OBJECT = /\{[^{}]{2,8000}\}|MultiDict(?:Proxy)?\([^()]{2,8000}\)/g;
const GO = /(?:\bmap\[|\bhttp\.Header\{)(?=["A-Za-z])/g;

/** Where a status stands beside headers: Python's and Node.js' names, and what the interactive interpreters print. */
const STATUS =
  /\b(unexpected-response\s{1,4}|(?:status_?code|status)["']?\)?\s{0,4}[:=,]?\s{0,4}|<Response \[|\) \[)(\d{3})\b/i;

/** The address of a request that was made in an interpreter. */
const CALL = /\b(?:requests|httpx|session|client|fetch)(?:\.get)?\(\s{0,10}["'](https?:\/\/[^"'\s]{1,2000})["']/;

/** The path, as loggers for Node.js have it (pino-std-serializers: req). */
const PATH = /"url": ?"(\/[^"\s]{0,2000})"/;

/** What asks for something, and is not what came of it: what Chrome copies as `fetch`. */
const CODE = /^\s{0,20}(?:await )?fetch\(/m;

/** The body as an interpreter prints it. */
const BODY = /\.(?:text|content)\)?\s{0,4}\n\s{0,4}b?(["'])((?:(?!\1)[^\\\n]|\\.){1,4000})\1/;

/**
 * Headers as programs in Go, Python and JavaScript print their own values, with the status where it stands beside them, in lines
 * of HTTP.
 *
 * @returns null when nothing of a handshake is in them
 */
export function printedAsHttp(text: string): string[] | null {
  const joined = rawLinesOf(text).join("\n");
  if (joined.length > LONGEST) return null;
  const lists = [
    ...[...joined.matchAll(GO)].map((match) => goHeaders(joined.slice(match.index + match[0].length))),
    ...[...joined.matchAll(OBJECT)].map(([object]) => objectHeaders(object)),
  ];
  const request = lists.find((headers) => sideOf(headers) === "request" && isOfHandshake(headers)) ?? null;
  const response = lists.find((headers) => sideOf(headers) === "response") ?? null;
  const isOpened = response !== null && hasHeader(response, "Sec-WebSocket-Accept");
  const [, word = "", told] = STATUS.exec(joined) ?? [];
  const status = told ?? (isOpened ? "101" : null);
  // Beside headers of a request alone, only a name that nothing else has is taken for one.
  const isSaid = response !== null || (request !== null && /code/i.test(word));
  const hasResponse = isSaid && status !== null && (request !== null || isOpened || !/^[23]/.test(status));
  if (request === null && !hasResponse) return null;
  if (!hasResponse && CODE.test(joined)) return null;
  const target = CALL.exec(joined)?.[1] ?? PATH.exec(joined)?.[1] ?? "/";
  return [
    ...(request === null ? [] : [`GET ${target} undefined`, ...request.map(line), ...rest(request, joined), ""]),
    ...(hasResponse ? [`HTTP/1.1 ${status}`, ...(response ?? []).map(line), "", ...bodyIn(joined)] : []),
  ];
}

/** A logger may leave headers out; what was handed to a call is all that was asked for. */
function rest(request: Headers, text: string): string[] {
  const isWhole = CALL.test(text) || HANDSHAKE_HEADERS.every((needed) => hasHeader(request, needed));
  return isWhole ? [] : ["..."];
}

function isOfHandshake(headers: Headers): boolean {
  return headers.some(([name, value]) => /^sec-websocket-(?:key|version)$/i.test(name) || /^websocket$/i.test(value));
}

function line([name, value]: readonly [string, string]): string {
  return `${name}: ${value.replace(/[\r\n]+/g, " ")}`;
}

function bodyIn(text: string): string[] {
  const body = BODY.exec(text)?.[2];
  return body === undefined ? [] : body.replace(/\\(["'])/g, "$1").split(/\\r?\\?n|\\n/);
}
