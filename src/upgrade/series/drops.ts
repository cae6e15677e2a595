import type { Lifespan } from "../lifespan.ts";

/** A connection with its life, as far as that is known. */
export interface Timed {
  readonly id: string;
  /** Attempts of one series have one key, and so one lane of the timeline. */
  readonly key: string;
  readonly life: Lifespan;
  /** Whether it was cut (`wasCut`). */
  readonly isCut: boolean;
}

/** A moment at which several connections ended together. */
export interface Drop {
  /** Epoch milliseconds of the first and the last of these ends. */
  readonly from: number;
  readonly to: number;
  readonly ids: readonly string[];
}

/** Longest time after the first end for ends that count as one moment, in milliseconds. */
const TOGETHER = 1000;

/** Number of ends that are a drop; two may be chance. */
const LEAST = 3;

/**
 * The moments at which several connections were cut together: each of another series, and at least half of all that were
 * open then.
 */
export function dropsIn(timed: readonly Timed[]): Drop[] {
  const cut = timed
    .flatMap((line) => (line.isCut && line.life.to !== null ? [{ ...line, at: line.life.to }] : []))
    .sort((a, b) => a.at - b.at);
  const openBefore = counterOfOpen(timed);
  const drops: Drop[] = [];
  for (let first = 0; first < cut.length; ) {
    const from = cut[first]?.at ?? 0;
    let end = first;
    while (end < cut.length && (cut[end]?.at ?? 0) - from <= TOGETHER) end++;
    const together = cut.slice(first, end);
    const lanes = new Set(together.map(({ key }) => key));
    if (lanes.size >= LEAST && lanes.size * 2 >= openBefore(from)) {
      drops.push({ from, to: together.at(-1)?.at ?? from, ids: together.map(({ id }) => id) });
    }
    first = end;
  }
  return drops;
}

/** Counts what was open just before a moment; the moments that it is asked for must not go back. */
function counterOfOpen(timed: readonly Timed[]): (at: number) => number {
  const opened = timed.flatMap(({ life }) => life.openedAt ?? []).sort((a, b) => a - b);
  const ended = timed.flatMap(({ life }) => (life.openedAt === null ? [] : (life.to ?? []))).sort((a, b) => a - b);
  let [begun, over] = [0, 0];
  return (at) => {
    while (begun < opened.length && (opened[begun] ?? at) < at) begun++;
    while (over < ended.length && (ended[over] ?? at) < at) over++;
    return begun - over;
  };
}
