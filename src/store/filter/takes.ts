import type { Status } from "../../knowledge/explanation/row.ts";
import type { Target } from "../../upgrade/observation.ts";
import type { State } from "../../upgrade/upgrade.ts";
import { parseAmount, type Unit } from "./amounts.ts";
import type { StateChip } from "./chips.ts";

/** What the values of a key may be. */
export interface Takes {
  /** Numbers with a comparison; null: no numbers. */
  readonly amount: Unit | null;
  /** All words that there are; empty: none. */
  readonly words: readonly string[];
  /** Whether something could ever fit this value, in lower case. */
  accepts(value: string): boolean;
}

/** Numbers with a comparison. */
export function numbers(unit: Unit): Takes {
  return { amount: unit, words: [], accepts: (value) => parseAmount(value, unit) !== null };
}

/** Words of which any part may be asked for. */
export function partsOf(words: readonly string[]): Takes {
  return { amount: null, words, accepts: (value) => words.some((word) => word.includes(value)) };
}

/** Words of which the beginning may be asked for. */
export function beginningsOf(words: readonly string[]): Takes {
  return { amount: null, words, accepts: (value) => words.some((word) => word.startsWith(value)) };
}

/** Words that may be asked for as they are. */
export function wholeWords(words: readonly string[]): Takes {
  return { amount: null, words, accepts: (value) => words.includes(value) };
}

/** `4xx`, the whole class of a status (RFC 9110 §15). */
export const STATUS_CLASS = /^[1-5]xx$/;

/** A status, a class of statuses, or a word that stands in its place. */
export function statuses(words: readonly string[]): Takes {
  const inWords = beginningsOf(words);
  const accepts = (value: string) =>
    parseAmount(value, "count") !== null || STATUS_CLASS.test(value) || inWords.accepts(value);
  return { amount: "count", words, accepts };
}

/** What `is:` asks for: the chips and Chrome's word for pending, what opened and may be over, and the states of a report. */
export const STATE_WORDS = namesOf<Exclude<StateChip, "all"> | "running" | "opened" | State>({
  pending: true,
  closed: true,
  failed: true,
  running: true,
  open: true,
  opened: true,
  queued: true,
  requested: true,
  blocked: true,
});

/** What `status:` asks for where there is none. */
export const STATUS_WORDS = namesOf<NonNullable<Status["word"]>>({
  pending: true,
  blocked: true,
  failed: true,
  finished: true,
  canceled: true,
  unknown: true,
});

/** What `target:` asks for. */
export const TARGET_WORDS = namesOf<Target>({
  page: true,
  iframe: true,
  worker: true,
  "shared-worker": true,
  "service-worker": true,
});

/** Chrome's words of `mixed-content:`. */
export const MIXED_CONTENT_WORDS: readonly string[] = ["all", "blocked", "displayed", "block-overridden"];

/** All names of a type: the compiler misses none. */
function namesOf<Name extends string>(all: Readonly<Record<Name, true>>): readonly string[] {
  return Object.keys(all);
}
