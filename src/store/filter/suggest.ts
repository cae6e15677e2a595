import { type Asked, type KeyId, keyNamed, keys } from "./keys.ts";

/** Number of values that are offered at once; of keys all that fit. */
const MOST = 12;

/** Number of rows whose values are offered: in a list of thousands the newest say enough. */
const MOST_ROWS = 500;

/** What may stand in the place of the term at the caret: a key with its colon, or a key with a value. */
export interface Suggestion {
  readonly text: string;
  /** The key, where it is offered without a value; null: a value is offered. */
  readonly key: KeyId | null;
}

/** All that may stand there. */
export interface Suggestions {
  /** Positions of the part of the field that a suggestion replaces. */
  readonly from: number;
  readonly to: number;
  readonly offered: readonly Suggestion[];
}

/**
 * What the field offers while somebody types: keys, and after a key the values that the rows have, the most frequent first.
 *
 * @param text of the field
 * @param caret position of the caret
 * @param rows what is there
 * @param isAsked whether somebody asked what can be typed: then all keys are offered where nothing was begun
 */
export function suggest(text: string, caret: number, rows: readonly Asked[], isAsked = false): Suggestions {
  const from = caret - (text.slice(0, caret).split(/\s/).at(-1)?.length ?? 0);
  const to = caret + text.slice(caret).search(/\s|$/);
  const typed = text.slice(from, caret);
  const minus = typed.startsWith("-") ? "-" : "";
  const bare = typed.slice(minus.length).toLowerCase();
  const colon = bare.indexOf(":");
  const isNothingBegun = typed === "" && !isAsked;
  const all =
    colon >= 0 ? valuesFor(bare.slice(0, colon), bare.slice(colon + 1), rows) : isNothingBegun ? [] : keysFor(bare);
  const offered = all
    .map(({ text: own, key }) => ({ text: `${minus}${own}`, key }))
    .filter((one) => one.text !== text.slice(from, to));
  return { from, to, offered };
}

function keysFor(begun: string): Suggestion[] {
  return keys.flatMap(({ id, aliases = [] }) => {
    const alias = id.startsWith(begun) ? id : aliases.find((name) => name.startsWith(begun));
    return alias === undefined ? [] : [{ text: `${alias}:`, key: id }];
  });
}

function valuesFor(name: string, begun: string, rows: readonly Asked[]): Suggestion[] {
  const values = keyNamed(name)?.values;
  if (values === undefined) return [];
  // Of several values the last is being typed.
  const comma = begun.lastIndexOf(",") + 1;
  const counts = new Map<string, number>();
  for (const row of rows.slice(-MOST_ROWS)) {
    for (const value of new Set(values(row))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .filter(([value]) => value.toLowerCase().includes(begun.slice(comma)))
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
    .slice(0, MOST)
    .map(([value]) => {
      const quoted = /[\s,"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value;
      return { text: `${name}:${begun.slice(0, comma)}${quoted}`, key: null };
    });
}
