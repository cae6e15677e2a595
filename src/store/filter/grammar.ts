import leven from "leven";
import type { Unit } from "./amounts.ts";
import { type Key, keyNamed, keyNames } from "./keys.ts";
import type { Takes } from "./takes.ts";

/** One condition of the filter field, as it was typed and as it is read. */
export interface Term {
  /** As it was typed, its minus included. */
  readonly text: string;
  /** Position of its first character in the field. */
  readonly start: number;
  readonly negated: boolean;
  /** null: words or a regular expression, searched for in the address. */
  readonly key: Key | null;
  /** One of them must fit; lower case. Empty: it asks for nothing, since it is still being typed. */
  readonly values: readonly string[];
  readonly pattern: RegExp | null;
  /** What is wrong with it; null: nothing. */
  readonly problem: Problem | null;
}

/** Why a term cannot mean what it looks like. */
export type Problem =
  | { readonly kind: "unknown-key"; readonly key: string; readonly nearest: string | null }
  | { readonly kind: "bad-value"; readonly key: string; readonly value: string; readonly takes: Possible }
  | { readonly kind: "bad-pattern" };

/** What a key takes instead of a value that nothing could ever fit. */
export interface Possible {
  readonly amount: Unit | null;
  /** Its words: all of them, or the nearest where they are many. */
  readonly words: readonly string[];
  readonly areAllWords: boolean;
}

/** Most words of a key that are shown at once, and the number of the nearest that are shown where there are more. */
const [MOST_WORDS, NEAREST_WORDS] = [10, 3];

/** Farthest that a key may be from a known one to be taken for a slip of the finger, in changed letters. */
const NEAR = 2;

/** A key and its colon at the beginning of a term, unless an address begins there. */
const KEYED = /^([a-z][a-z-]*):(?!\/\/)(.*)$/is;

/** Quotes may stand around a whole term, or around the value of a key, and hold spaces. */
const TOKEN = /-?(?:[a-z-]+:)?(?:"[^"]*"?(?:,(?:"[^"]*"?|[^\s",]*))*|\S+)/gi;

/** `/…/` with optional flags, as in the Network panel. */
const PATTERN = /^\/(.+)\/([a-z]*)$/is;

/**
 * Reads the filter field: words, "quoted words", `/regular expressions/`, `key:value` with several values `key:a,b`, numbers
 * `key:>1000`, durations and sizes, each negated by a leading minus, as in the Network panel. All terms must fit.
 *
 * @param text as typed; nothing in it is an error: what cannot be read is searched for as it stands, and is marked
 */
export function parseTerms(text: string): Term[] {
  return [...text.matchAll(TOKEN)].flatMap((match) => {
    const term = readTerm(match[0], match.index);
    return term === null ? [] : [term];
  });
}

function readTerm(text: string, start: number): Term | null {
  const negated = text.startsWith("-");
  const bare = negated ? text.slice(1) : text;
  if (bare === "") return null;
  const words = (problem: Problem | null = null): Term => {
    const value = unquoted(bare).toLowerCase();
    return { text, start, negated, key: null, values: value === "" ? [] : [value], pattern: null, problem };
  };
  const pattern = PATTERN.exec(bare);
  if (pattern !== null) {
    const compiled = compile(pattern[1] ?? "");
    if (compiled === null) return words({ kind: "bad-pattern" });
    return { text, start, negated, key: null, values: [], pattern: compiled, problem: null };
  }
  const [, name = "", value = ""] = KEYED.exec(bare) ?? [];
  if (name === "") return words();
  const key = keyNamed(name.toLowerCase());
  if (key === null) {
    const nearest = nearestTo(name.toLowerCase());
    // `localhost:8080` is a host with its port.
    const isHost = nearest === null && /^\d+(\/|$)/.test(value);
    return words(isHost ? null : { kind: "unknown-key", key: name, nearest });
  }
  const values = valuesIn(value).map((one) => one.toLowerCase());
  const { takes } = key;
  if (takes === undefined) return { text, start, negated, key, values, pattern: null, problem: null };
  const possible = values.filter((one) => takes.accepts(one));
  const bad = values.find((one) => !takes.accepts(one));
  const problem: Problem | null =
    bad === undefined ? null : { kind: "bad-value", key: name, value: bad, takes: possibleFor(takes, bad) };
  return { text, start, negated, key, values: possible, pattern: null, problem };
}

/** Of a hundred words the nearest are shown. */
function possibleFor({ amount, words }: Takes, value: string): Possible {
  if (words.length <= MOST_WORDS) return { amount, words, areAllWords: true };
  const nearest = words
    .map((word) => ({ word, distance: leven(value, word) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, NEAREST_WORDS);
  return { amount, words: nearest.map(({ word }) => word), areAllWords: false };
}

/** Values are separated by commas; those in quotes may have commas and spaces in them. */
function valuesIn(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"?|[^,]+/g)].map(([all, quoted]) => quoted ?? all).filter((value) => value !== "");
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1).replace(/"$/, "") : text;
}

/** As the Network panel does, it looks at neither upper nor lower case. */
function compile(source: string): RegExp | null {
  try {
    return new RegExp(source, "i");
  } catch {
    return null;
  }
}

function nearestTo(key: string): string | null {
  const near = keyNames
    .map((name) => ({ name, distance: name.startsWith(key) ? 0 : leven(key, name) }))
    .filter(({ distance }) => distance <= NEAR)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name ?? null;
}
