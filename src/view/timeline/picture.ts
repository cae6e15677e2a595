import type { TimeRange } from "../../upgrade/lifespan.ts";
import { type Lanes, type Lifeline, MOST_ROWS, PACKED } from "./lanes.ts";
import { xOf } from "./scale.ts";

/** How a stretch of a lifeline is drawn. `open` goes on, `closed` was open and is over, `older` was open before anybody looked. */
export type Phase = "waiting" | "open" | "closed" | "older";

/** A stretch in a row, from one place to another in pixels. */
export interface Bar {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** A point of a row. */
export interface Mark {
  readonly row: number;
  readonly x: number;
}

/** What is drawn, in pixels: what covers each other is one. */
export interface Picture {
  readonly bars: Readonly<Record<Phase, readonly Bar[]>>;
  /** Reported ends of what was open. */
  readonly ends: readonly Mark[];
  /** What failed, as far as there is room for it. */
  readonly failures: readonly Mark[];
  /** From the first to the last of what failed closer together than there is room for. */
  readonly failureRuns: readonly Bar[];
}

/** Distance of two rows at most, in pixels. */
const MOST_PITCH = 10;

/** Height of a row from which on a cross in it can be seen as one, in pixels. */
export const CROSSED = 3;

/** Distance of two crosses from which on they can be told apart, in pixels. */
const CROSSES = 9;

/** Distance of two points that are not one, in pixels. */
const POINTS = 0.5;

/** Narrowest bar, in pixels: everything is seen. */
const NARROWEST = 1;

/**
 * Height of a row.
 *
 * @param height of all rows, in pixels
 */
export function pitchOf({ rows }: Pick<Lanes, "rows">, height: number): number {
  if (rows > PACKED) return Math.floor(height / MOST_ROWS);
  return Math.min(MOST_PITCH, Math.floor(height / Math.max(1, rows)));
}

/**
 * The least distance of two crosses: where the rows are so low that each is no more than a point, none is left out.
 *
 * @param pitch height of a row, in pixels
 * @returns pixels
 */
export function crossesApart(pitch: number): number {
  return pitch < CROSSED ? POINTS : CROSSES;
}

/**
 * Lays lifelines out.
 *
 * @param view the stretch of time that the width shows
 * @param now until when what lives has lived, epoch milliseconds
 * @param apart least distance of two crosses in a row, in pixels
 */
export function pictureOf(
  lines: readonly Lifeline[],
  view: TimeRange,
  width: number,
  now: number,
  apart: number = CROSSES,
): Picture {
  const bars: Record<Phase, Bar[]> = { waiting: [], open: [], closed: [], older: [] };
  const ends: Mark[] = [];
  const failures: Mark[] = [];
  const add = (phase: Phase, row: number, from: number, to: number) => {
    const [left, right] = [Math.max(-NARROWEST, from), Math.min(width + NARROWEST, Math.max(to, from + NARROWEST))];
    if (right > left) bars[phase].push({ row, from: left, to: right });
  };
  const mark = (marks: Mark[], row: number, x: number) => {
    if (x >= -MOST_PITCH && x <= width + MOST_PITCH) marks.push({ row, x });
  };
  for (const { life, row } of lines) {
    const { outcome, isOlder, openedAt } = life;
    const [from, to] = [xOf(life.from, view, width), xOf(life.to ?? Math.max(now, life.from), view, width)];
    if (isOlder) add("older", row, 0, from);
    const opened = openedAt === null ? null : xOf(openedAt, view, width);
    if (opened === null || opened > from) add("waiting", row, from, opened ?? to);
    if (opened !== null) add(outcome === "open" ? "open" : "closed", row, opened, to);
    if (outcome === "failed") mark(failures, row, to);
    else if (outcome === "closed" && life.isEndKnown) mark(ends, row, to);
  }
  const failed = spaced(failures, apart);
  return {
    bars: {
      waiting: merged(bars.waiting),
      open: merged(bars.open),
      closed: merged(bars.closed),
      older: merged(bars.older),
    },
    ends: distinct(ends),
    failures: failed.marks,
    failureRuns: failed.runs,
  };
}

/** Bars of one row that cover each other are one. */
function merged(bars: readonly Bar[]): Bar[] {
  const sorted = [...bars].sort((a, b) => a.row - b.row || a.from - b.from);
  const found: { row: number; from: number; to: number }[] = [];
  for (const bar of sorted) {
    const last = found.at(-1);
    if (last !== undefined && last.row === bar.row && bar.from <= last.to) last.to = Math.max(last.to, bar.to);
    else found.push({ ...bar });
  }
  return found;
}

/** Of marks of one row that are closer than there is room for, as many as there is room for, and the stretch that they fill. */
function spaced(marks: readonly Mark[], apart: number): { readonly marks: Mark[]; readonly runs: Bar[] } {
  const sorted = [...marks].sort((a, b) => a.row - b.row || a.x - b.x);
  const kept: Mark[] = [];
  const runs: { row: number; from: number; to: number }[] = [];
  let before: Mark | null = null;
  for (const mark of sorted) {
    const last = kept.at(-1);
    const hasRoom = last === undefined || last.row !== mark.row || mark.x - last.x >= apart;
    if (hasRoom) kept.push(mark);
    if (before !== null && before.row === mark.row && mark.x - before.x < apart) {
      const run = runs.at(-1);
      if (run !== undefined && run.row === mark.row && run.to === before.x) run.to = mark.x;
      else runs.push({ row: mark.row, from: before.x, to: mark.x });
    }
    before = mark;
  }
  return { marks: kept, runs };
}

/** Marks of one row less than half a pixel apart are one. */
function distinct(marks: readonly Mark[]): Mark[] {
  const seen = new Set<number>();
  return marks.filter(({ row, x }) => {
    const pixel = row * 1e6 + Math.round(x * 2);
    if (seen.has(pixel)) return false;
    seen.add(pixel);
    return true;
  });
}
