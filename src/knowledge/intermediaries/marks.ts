import type { Headers } from "../../upgrade/http/headers.ts";
import { listOf } from "../../upgrade/http/tokens.ts";
import { shortened } from "../text.ts";
import type { Confidence, Recognition } from "./intermediary.ts";

/** A header line that shows a product. */
export interface Mark {
  /** "Server: nginx/1.22.1"; of a cookie only its name. */
  readonly header: string;
  /** The version that stands beside the product's name, or null. */
  readonly version: string | null;
}

/** Longest value that evidence repeats. */
const LONGEST = 160;

/**
 * Looks for a product as the first one of `Server` (RFC 9110 §10.2.4: the most significant comes first).
 *
 * @param product the exact token: "nginx" does not match "my-nginx" or "nginx-like"; case counts, since no product varies it
 */
export function serverMark(headers: Headers, product: string): Mark | null {
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== "server") continue;
    const parts = /^\s*([^\s/]+)(?:\/(\S+))?/.exec(value);
    if (parts?.[1] === product) return { header: line(name, value), version: versionOf(parts[2]) };
  }
  return null;
}

/**
 * Looks through the hops of `Via` (RFC 9110 §7.6.3).
 *
 * @param pattern is asked of each hop without its protocol, as in "varnish (Varnish/7.1)"; its first group is the version
 */
export function viaMark(headers: Headers, pattern: RegExp): Mark | null {
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== "via") continue;
    for (const hop of listOf(value)) {
      const found = pattern.exec(hop.replace(/^(?:[A-Za-z]+\/)?\d(?:\.\d)?\s+/, ""));
      if (found !== null) return { header: line(name, value), version: versionOf(found[1]) };
    }
  }
  return null;
}

/**
 * Looks for a header that only this product writes.
 *
 * @param pattern what its value has to look like; anything that is not empty by default
 */
export function headerMark(headers: Headers, wanted: string, pattern = /\S/): Mark | null {
  const found = headers.find(([name, value]) => name.toLowerCase() === wanted && pattern.test(value));
  return found === undefined ? null : { header: line(found[0], found[1]), version: null };
}

/**
 * Looks for a cookie by its name. The value is never repeated: it may be a session.
 *
 * @param pattern is asked of the name
 */
export function cookieMark(headers: Headers, pattern: RegExp): Mark | null {
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== "set-cookie") continue;
    // Browsers hand several Set-Cookie lines over as one, with line ends between them.
    for (const cookie of value.split("\n")) {
      const label = /^\s*([^=;\s]+)\s*=/.exec(cookie)?.[1];
      if (label !== undefined && pattern.test(label)) return { header: line(name, `${label}=…`), version: null };
    }
  }
  return null;
}

/**
 * Puts marks together: as sure as the surest of them.
 *
 * @param marks the surest first, each with how sure it makes; those that were not found are null
 * @returns null when none was found
 */
export function recognized(...marks: readonly (readonly [Confidence, Mark | null])[]): Recognition | null {
  const found = marks.flatMap(([confidence, mark]) => (mark === null ? [] : [{ confidence, mark }]));
  const surest = found[0];
  if (surest === undefined) return null;
  return {
    confidence: surest.confidence,
    headers: found.map(({ mark }) => mark.header),
    version: found.find(({ mark }) => mark.version !== null)?.mark.version ?? null,
  };
}

function line(name: string, value: string): string {
  return `${name}: ${shortened(value, LONGEST)}`;
}

/** Versions begin with a digit; anything else beside a slash is a build name, or somebody's joke. */
function versionOf(text: string | undefined): string | null {
  return text !== undefined && /^\d[\w.+~-]{0,40}$/.test(text) ? text : null;
}
