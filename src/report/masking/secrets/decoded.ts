/** A text with its percent-encoding taken away, and where each of its units stood before. */
export interface DecodedView {
  readonly text: string;
  /** For each unit of `text`, and for its end: the offsets in the original. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Encoded more often than this is no accident, and no program reads it any more. */
const MOST_LEVELS = 3;

/** One percent-encoded character: a byte of ASCII, or the bytes of one UTF-8 sequence (RFC 3629 §4). */
const ENCODED =
  /%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-4](?:%[89ab][0-9a-f]){3}/gi;

/**
 * The readings of a text with one level of percent-encoding after the other taken away. URLs inside URLs are encoded, and
 * one secret can be encoded in many ways; decoded it has only one.
 *
 * @returns at most three, none when there is nothing to decode
 */
export function decodedViews(text: string): DecodedView[] {
  const views: DecodedView[] = [];
  if (text.search(ENCODED) < 0) return views;
  let view = identity(text);
  while (views.length < MOST_LEVELS) {
    const next = decodeOnce(view);
    if (next === null) break;
    views.push(next);
    view = next;
  }
  return views;
}

/** A text with one level of percent-encoding taken away; what is no encoding stays. */
export function percentDecoded(text: string): string {
  return text.replace(ENCODED, decode);
}

function identity(text: string): DecodedView {
  const starts = Array.from({ length: text.length }, (_, i) => i);
  return { text, starts, ends: starts.map((start) => start + 1) };
}

function decodeOnce(view: DecodedView): DecodedView | null {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let from = 0;
  const keep = (to: number): void => {
    text += view.text.slice(from, to);
    for (let i = from; i < to; i++) {
      starts.push(view.starts[i] ?? 0);
      ends.push(view.ends[i] ?? 0);
    }
  };
  for (const match of view.text.matchAll(ENCODED)) {
    const character = decode(match[0]);
    const to = match.index + match[0].length;
    keep(match.index);
    text += character;
    for (let i = 0; i < character.length; i++) {
      starts.push(view.starts[match.index] ?? 0);
      ends.push(view.ends[to - 1] ?? 0);
    }
    from = to;
  }
  if (from === 0) return null;
  keep(view.text.length);
  return { text, starts, ends };
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
