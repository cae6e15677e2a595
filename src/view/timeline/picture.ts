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
  /** What failed. */
  readonly failures: readonly Mark[];
}

/** Distance of two rows at most, in pixels. */
const MOST_PITCH = 10;

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
 * Lays lifelines out.
 *
 * @param view the stretch of time that the width shows
 * @param now until when what lives has lived, epoch milliseconds
 */
export function pictureOf(lines: readonly Lifeline[], view: TimeRange, width: number, now: number): Picture {
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
  return {
    bars: {
      waiting: merged(bars.waiting),
      open: merged(bars.open),
      closed: merged(bars.closed),
      older: merged(bars.older),
    },
    ends: distinct(ends),
    failures: distinct(failures),
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
