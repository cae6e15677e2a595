import { type Header, type Headers, hasHeader } from "../../upgrade/http/headers.ts";

/** Longest value of a program's own language that is looked at, in characters. */
const LONGEST = 8000;

/** Go prints a map of lists: `map[Connection:[Upgrade] Server:[nginx]]` (fmt: %v). */
const GO_MAP = /(?:^|[ [])([A-Za-z][\w-]{0,60}):\[((?:(?!\] [A-Za-z][\w-]{0,60}:\[|\]\]).){0,4000})\]/g;

/** The same as its own syntax: `http.Header{"Connection":[]string{"Upgrade"}}` (fmt: %#v). */
const GO_SYNTAX = /"([\w-]{1,60})":\[\]string\{((?:"(?:[^"\\]|\\.){0,2000}"(?:, )?){1,20})\}/g;

const QUOTED = /"((?:[^"\\]|\\.){0,2000})"/g;

/** A name and a text, as Python, JavaScript and JSON write them in an object. */
const PAIR =
  /(?:^|[{(,\s])(?:"([\w-]{1,60})"|'([\w-]{1,60})'|([a-z][\w-]{0,60})): {0,4}(?:"((?:[^"\\\n]|\\.){0,2000})"|'((?:[^'\\\n]|\\.){0,2000})')/gi;

/**
 * Reads the headers of Go's printed map, as it stands after `map[` or `http.Header{`.
 *
 * @param text from there on; it is read up to where the map ends
 */
export function goHeaders(text: string): Header[] {
  const bounded = text.slice(0, LONGEST);
  const isSyntax = /^\s{0,4}"/.test(bounded);
  const end = bounded.indexOf(isSyntax ? "}}" : "]]");
  const map = end < 0 ? bounded : bounded.slice(0, end + 2);
  if (!isSyntax) return [...map.matchAll(GO_MAP)].map(([, name = "", value = ""]) => [name, value]);
  return [...map.matchAll(GO_SYNTAX)].flatMap(([, name = "", list = ""]) =>
    [...list.matchAll(QUOTED)].map(([, value = ""]): Header => [name, unescaped(value)]),
  );
}

/** Reads the headers of an object as Python, JavaScript or JSON write it. */
export function objectHeaders(text: string): Header[] {
  return [...text.slice(0, LONGEST).matchAll(PAIR)].map(([, double, single, bare, quoted, apostrophed]) => [
    double ?? single ?? bare ?? "",
    unescaped(quoted ?? apostrophed ?? ""),
  ]);
}

function unescaped(value: string): string {
  return value.replace(/\\(["'\\])/g, "$1");
}

/** Headers that only a response has, and that only a request has (RFC 9110, RFC 6455 §11.3). */
const OF_RESPONSE = ["Sec-WebSocket-Accept", "Server", "Date", "WWW-Authenticate", "Location", "Set-Cookie", "Via"];
const OF_REQUEST = ["Sec-WebSocket-Key", "Host", "User-Agent", "Origin", "Cookie", "X-Forwarded-For"];

/** Whose headers these are; null: they do not say, or are none. */
export function sideOf(headers: Headers): "request" | "response" | null {
  const has = (names: readonly string[]) => names.some((name) => hasHeader(headers, name));
  if (has(["Sec-WebSocket-Key", "Host"])) return "request";
  if (has(OF_RESPONSE)) return "response";
  if (has(OF_REQUEST) || hasHeader(headers, "Upgrade")) return "request";
  return has(["Content-Type", "Content-Length"]) ? "response" : null;
}
