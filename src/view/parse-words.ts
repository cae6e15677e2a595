import type { Words } from "../knowledge/text.ts";

/** A piece of a text: plain, code, or a link. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string };

// Code comes first: whatever stands between back-ticks is foreign and marks nothing.
const MARK = /`([^`]+)`|\[([^[\]`]+)\]\((https:\/\/[^\s()`]+)\)/g;

/**
 * Takes a text apart at the two marks of knowledge/text.ts. Total: what is no complete mark stays as it is written, and a
 * link that is not https stays text.
 */
export function parseWords(words: Words): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of words.matchAll(MARK)) {
    const [whole, code, text, url] = match;
    if (url !== undefined && !isHttps(url)) continue;
    if (match.index > from) pieces.push({ kind: "text", text: words.slice(from, match.index) });
    if (code !== undefined) pieces.push({ kind: "code", text: code });
    else if (text !== undefined && url !== undefined) pieces.push({ kind: "link", text, url });
    from = match.index + whole.length;
  }
  if (from < words.length) pieces.push({ kind: "text", text: words.slice(from) });
  return pieces;
}

/** Keeps a number and its unit on one line: "3 s". */
export function keepUnits(text: string): string {
  return text.replace(/(\d) (ms|s|min|h|d|B|kB|MB|GB)\b/g, "$1\u00a0$2");
}

/** Whether a URL may become a link: https and nothing else. */
export function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "https:";
}
