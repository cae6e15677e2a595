import { visibleText } from "../../knowledge/text.ts";
import type { Cell, ComparedRow } from "./comparison.ts";

/** Longest value in a sentence; the whole one stands in its row. */
const LONGEST = 80;

/** A row as the subject of a sentence: "The request's Origin". */
export function subjectOf({ group, name }: ComparedRow): string {
  const side = { request: "The request's", response: "The response's" };
  return group === "request" || group === "response" ? `${side[group]} ${startOf(name)}` : name;
}

/** Header names stay as they are spelled; our own words go on in small letters. */
function startOf(name: string): string {
  return /^(Scheme|Path|Port|Host of|Query)/.test(name) ? `${name[0]?.toLowerCase()}${name.slice(1)}` : name;
}

/** What both sides have in a row, in one clause; long values are cut. */
export function valuesOf({ a, b }: ComparedRow): string {
  return `A has ${quoted(a)}, B has ${quoted(b)}`;
}

function quoted({ text }: Cell): string {
  if (text === null) return "none";
  const line = visibleText(text);
  return `“${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}”`;
}

/**
 * That other differences may explain it too, as a sentence with a space before it.
 *
 * @param row the one that was named already; null: none was
 * @returns empty when there is no other
 */
export function alsoWords(row: ComparedRow | null, also: readonly ComparedRow[]): string {
  const names = [...new Set(also.map(subjectOf))].filter((name) => row === null || name !== subjectOf(row));
  if (names.length === 0) return "";
  return ` ${listed(names)} ${names.length === 1 ? "differs" : "differ"} as well and may explain it too.`;
}

/**
 * Whether the requests differ, as a sentence with a space after it; empty where not both were seen, or where one has a key and
 * the other none: over HTTP/2 and HTTP/3 the handshake is another request (RFC 8441 §5).
 */
export function requestWords(rows: readonly ComparedRow[]): string {
  const key = rows.find(({ id }) => id === "request.header.sec-websocket-key");
  if (key?.a.isObserved && key.b.isObserved && (key.a.text === null) !== (key.b.text === null)) return "";
  const requests = rows.filter(({ group }) => group === "request");
  if (requests.some(({ differs }) => differs)) return "No difference between the requests is known to explain it. ";
  const areSeen = requests.some(({ id, a, b }) => id.startsWith("request.header.") && a.isObserved && b.isObserved);
  return areSeen ? "The recorded requests do not differ. " : "";
}

function listed(names: readonly string[]): string {
  const [first = "", ...more] = names;
  // "The request's Cookie, Origin and path".
  const rest = more.map((name, i) => {
    const [side = ""] = /^The \w+'s /.exec(name) ?? [];
    const isSame = side !== "" && names[i]?.startsWith(side) === true;
    return isSame ? name.slice(side.length) : name.replace(/^The /, "the ");
  });
  const last = rest.pop();
  return last === undefined ? first : `${[first, ...rest].join(", ")} and ${last}`;
}
