import { type Asked, keyNamed, keys } from "./keys.ts";

/** Number of suggestions that are offered at once. */
const MOST = 12;

/** Number of rows whose values are offered: in a list of thousands the newest say enough. */
const MOST_ROWS = 500;

/** What may stand in the place of the term at the caret. */
export interface Suggestions {
  /** Positions of the part of the field that a suggestion replaces. */
  readonly from: number;
  readonly to: number;
  readonly offered: readonly string[];
}

/**
 * What the field offers while somebody types: keys, and after a key the values that the rows have, the most frequent first.
 *
 * @param text of the field
 * @param caret position of the caret
 * @param rows what is there
 */
export function suggest(text: string, caret: number, rows: readonly Asked[]): Suggestions {
  const from = caret - (text.slice(0, caret).split(/\s/).at(-1)?.length ?? 0);
  const to = caret + text.slice(caret).search(/\s|$/);
  const typed = text.slice(from, caret);
  const minus = typed.startsWith("-") ? "-" : "";
  const bare = typed.slice(minus.length).toLowerCase();
  const colon = bare.indexOf(":");
  const all = colon < 0 ? keysFor(bare) : valuesFor(bare.slice(0, colon), bare.slice(colon + 1), rows);
  const offered = all.map((one) => `${minus}${one}`).filter((one) => one !== text.slice(from, to));
  return { from, to, offered: offered.slice(0, MOST) };
}

function keysFor(begun: string): string[] {
  if (begun === "") return [];
  const named = keys.flatMap(({ id, aliases = [] }) => {
    const alias = id.startsWith(begun) ? id : aliases.find((name) => name.startsWith(begun));
    return alias === undefined ? [] : [`${alias}:`];
  });
  return named;
}

function valuesFor(name: string, begun: string, rows: readonly Asked[]): string[] {
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
    .map(
      ([value]) => `${name}:${begun.slice(0, comma)}${/[\s,"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value}`,
    );
}
