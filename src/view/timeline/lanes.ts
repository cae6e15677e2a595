import type { Timed } from "../../upgrade/series/drops.ts";

/** A connection in its place. */
export interface Lifeline extends Timed {
  /** 0 is the topmost row. */
  readonly row: number;
}

/** All lifelines, the earliest first. */
export interface Lanes {
  readonly lines: readonly Lifeline[];
  readonly rows: number;
}

/** Number of rows up to which every lane has one of its own; where there are more, those that live at once have different ones. */
export const PACKED = 16;

/** Number of rows that the strip has room for. */
export const MOST_ROWS = 25;

/**
 * Share of all time that stays free between two lanes in one row: more than most reconnects take, so that they do not read as
 * one series.
 */
const GAP = 0.03;

interface Lane {
  readonly lines: readonly Timed[];
  readonly from: number;
  /** Infinity while one of it lives. */
  readonly to: number;
}

/**
 * Gives every connection its row: a lane for itself or its series, in the order of beginnings. Where there are many, lanes
 * that follow each other share a row; where not even that is enough, lanes that touch are drawn over each other.
 */
export function lanesOf(timed: readonly Timed[]): Lanes {
  const lanes = sortedLanes(timed);
  const rowOf = lanes.length <= PACKED ? (_: Lane, i: number) => i : (packed(lanes) ?? squeezed(lanes.length));
  let rows = 0;
  const lines = lanes.flatMap((lane, i) => {
    const row = rowOf(lane, i);
    rows = Math.max(rows, row + 1);
    // By name: a spread of each of thousands took most of the time.
    return lane.lines.map(({ id, key, life, isCut }): Lifeline => ({ id, key, life, isCut, row }));
  });
  return { lines: lines.sort((a, b) => a.life.from - b.life.from), rows };
}

function sortedLanes(timed: readonly Timed[]): Lane[] {
  const byKey = new Map<string, Timed[]>();
  for (const one of timed) {
    const lane = byKey.get(one.key);
    if (lane === undefined) byKey.set(one.key, [one]);
    else lane.push(one);
  }
  const lanes = [...byKey.values()].map((lines) => {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { life } of lines) {
      from = Math.min(from, life.isOlder ? Number.NEGATIVE_INFINITY : life.from);
      to = Math.max(to, life.to ?? Number.POSITIVE_INFINITY);
    }
    return { lines, from, to };
  });
  return lanes.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** The first row that is free again; null where there are not enough of them. */
function packed(lanes: readonly Lane[]): ((lane: Lane, i: number) => number) | null {
  const ends: number[] = [];
  const rows: number[] = [];
  const begins = lanes.map(({ from }) => from).filter(Number.isFinite);
  const gap = ((begins.at(-1) ?? 0) - (begins[0] ?? 0)) * GAP;
  for (const { from, to } of lanes) {
    const free = ends.findIndex((end) => end + gap <= from);
    const row = free < 0 ? ends.length : free;
    if (row >= PACKED) return null;
    ends[row] = to;
    rows.push(row);
  }
  return (_, i) => rows[i] ?? 0;
}

function squeezed(count: number): (lane: Lane, i: number) => number {
  const rows = Math.min(count, MOST_ROWS);
  return (_, i) => Math.floor((i * rows) / count);
}
