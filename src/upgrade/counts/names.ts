import type { NameKind } from "../application/named.ts";
import type { Message } from "../observation.ts";

/** Messages of one name in one direction. */
export interface NameTally {
  readonly count: number;
  readonly bytes: number;
}

interface BothWays {
  readonly sent: NameTally;
  readonly received: NameTally;
}

/** Messages of one name. */
export interface NameCount extends BothWays {
  readonly kind: NameKind;
  readonly text: string;
}

/** The messages of a connection by their names. */
export interface NameCounts {
  /** At most `MOST_NAMES`, in the order in which they came first. */
  readonly named: readonly NameCount[];
  /** Names that there was no room for, together. */
  readonly other: BothWays;
  /** Messages without a name: a protocol's own signs of life, or a form that is not read. */
  readonly unnamed: BothWays;
  /** Number of messages that were asked for a name: fewer than all where names were not counted all the time. */
  readonly asked: number;
}

/** Maximum number of names of one connection. */
export const MOST_NAMES = 200;

const NOTHING: NameTally = { count: 0, bytes: 0 };
const NEITHER: BothWays = { sent: NOTHING, received: NOTHING };

/** What was counted by name before the first message was. */
export const noNames: NameCounts = { named: [], other: NEITHER, unnamed: NEITHER, asked: 0 };

/**
 * Counts messages by their names. A message that holds several counts for each of them.
 *
 * @param before null: nothing was counted by name yet
 * @param most how many names are told apart
 * @returns `before` itself when no message was asked for its name
 */
export function countNames(before: NameCounts | null, batch: readonly Message[], most = MOST_NAMES): NameCounts | null {
  if (!batch.some(({ names }) => names !== undefined)) return before;
  const draft = new Draft(before ?? noNames, most);
  for (const { direction, size, names } of batch) {
    if (names === undefined) continue;
    draft.asked++;
    if (names.length === 0) draft.unnamed = added(draft.unnamed, direction, 1, size ?? 0);
    for (const { kind, text, bytes } of names) draft.add(kind, text, { ...NEITHER, [direction]: tally(1, bytes ?? 0) });
  }
  return draft.counts;
}

/** Joins what two sources counted by name; the caller makes sure that no message is in both. */
export function joinNames(earlier: NameCounts | null, later: NameCounts | null): NameCounts | null {
  if (earlier === null || later === null) return earlier ?? later;
  const draft = new Draft(earlier, MOST_NAMES);
  for (const { kind, text, ...both } of later.named) draft.add(kind, text, both);
  draft.other = sum(draft.other, later.other, 1);
  draft.unnamed = sum(draft.unnamed, later.unnamed, 1);
  draft.asked += later.asked;
  return draft.counts;
}

/**
 * Takes back messages that were counted twice.
 *
 * @param twice all of them told apart: a name that `from` had no room for is among its others
 */
export function subtractNames(from: NameCounts | null, twice: NameCounts | null): NameCounts | null {
  if (from === null || twice === null) return from;
  const minus = new Map(twice.named.map((one) => [keyOf(one), one]));
  const named = from.named.map((one) => {
    const less = minus.get(keyOf(one));
    minus.delete(keyOf(one));
    return less === undefined ? one : { ...one, ...sum(one, less, -1) };
  });
  const other = [...minus.values()].reduce((rest: BothWays, one) => sum(rest, one, -1), from.other);
  return {
    named: named.filter(({ sent, received }) => sent.count + received.count > 0),
    other,
    unnamed: sum(from.unnamed, twice.unnamed, -1),
    asked: from.asked - twice.asked,
  };
}

/** Counts that are being filled. */
class Draft {
  readonly #most: number;
  readonly #named: Map<string, NameCount>;
  other: BothWays;
  unnamed: BothWays;
  asked: number;

  constructor({ named, other, unnamed, asked }: NameCounts, most: number) {
    this.#named = new Map(named.map((one) => [keyOf(one), one]));
    this.#most = most;
    this.other = other;
    this.unnamed = unnamed;
    this.asked = asked;
  }

  add(kind: NameKind, text: string, more: BothWays): void {
    const key = keyOf({ kind, text });
    const known = this.#named.get(key);
    if (known !== undefined) this.#named.set(key, { kind, text, ...sum(known, more, 1) });
    else if (this.#named.size < this.#most) this.#named.set(key, { kind, text, ...sum(NEITHER, more, 1) });
    else this.other = sum(this.other, more, 1);
  }

  get counts(): NameCounts {
    return { named: [...this.#named.values()], other: this.other, unnamed: this.unnamed, asked: this.asked };
  }
}

function keyOf({ kind, text }: Pick<NameCount, "kind" | "text">): string {
  return `${kind} ${text}`;
}

function tally(count: number, bytes: number): NameTally {
  return { count, bytes };
}

function added(before: BothWays, direction: keyof BothWays, count: number, bytes: number): BothWays {
  return sum(before, { ...NEITHER, [direction]: tally(count, bytes) }, 1);
}

function sum(a: BothWays, b: BothWays, sign: 1 | -1): BothWays {
  const one = (direction: keyof BothWays): NameTally =>
    tally(a[direction].count + sign * b[direction].count, a[direction].bytes + sign * b[direction].bytes);
  return { sent: one("sent"), received: one("received") };
}
