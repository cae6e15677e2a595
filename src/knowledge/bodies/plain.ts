import { unescapedHtml } from "../../upgrade/http/html-entities.ts";

/** Longest piece of a body that is quoted, in characters. */
const LONGEST = 160;

/** Longest body that is quoted whole although nothing in it is known. */
const SHORT = 120;

/** A body as plain text: without markup, scripts and styles, with single spaces. */
export function plainBody(body: string): string {
  const bare = body
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, " ")
    .replace(/<!--[\s\S]*?(?:-->|$)/g, " ")
    .replace(/<\/?[a-z!][^>]*(?:>|$)/gi, " ");
  return unescapedHtml(bare).replace(/\s+/g, " ").trim();
}

/** The part of a text around a match, bounded. */
export function excerpt(text: string, match: RegExpExecArray): string {
  if (text.length <= LONGEST) return text;
  const room = Math.max(0, LONGEST - match[0].length);
  const start = Math.max(0, match.index - Math.floor(room / 4));
  const part = text.slice(start, start + LONGEST);
  return `${start > 0 ? "…" : ""}${part}${start + LONGEST < text.length ? "…" : ""}`;
}

/** A short plain body, to be quoted although nothing in it is known; null for a page of markup and for a long one. */
export function shortBody(body: string): string | null {
  const text = plainBody(body);
  const isMarkup = /<\w/.test(body);
  return text === "" || text.length > SHORT || isMarkup ? null : text;
}
