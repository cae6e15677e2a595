import type { TimeRange } from "../../upgrade/lifespan.ts";
import type { Timed } from "../../upgrade/series/drops.ts";

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

/** Distances of the lines of the grid, in milliseconds. */
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 30, 100, 365].map((n) => n * DAY),
];

/** Shortest stretch that can be looked at, in milliseconds. */
const LEAST = 20;

/** Shortest stretch that is looked at without zooming, in milliseconds. */
const LEAST_WHOLE = 2000;

/** The right edge goes on in steps of this part of the whole, so that a running clock does not shift the picture. */
const PARTS = 20;

/** Free space before the first and after the last moment, as a share of the whole. */
const MARGIN = 0.015;

/**
 * The stretch of time in which all of it fits.
 *
 * @param now until when what lives has lived, epoch milliseconds
 * @returns null when there is nothing
 */
export function extentOf(timed: readonly Timed[], now: number): TimeRange | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { life } of timed) {
    from = Math.min(from, life.from);
    to = Math.max(to, life.from, life.to ?? now);
  }
  if (from > to) return null;
  const length = Math.max(LEAST_WHOLE, to - from);
  const step = stepFor(length / PARTS);
  const whole = Math.ceil((length * (1 + MARGIN)) / step) * step;
  return { from: from - whole * MARGIN, to: from + whole };
}

/** The smallest round step that is at least as long, in milliseconds. */
export function stepFor(least: number): number {
  return STEPS.find((step) => step >= least) ?? Math.ceil(least / (365 * DAY)) * 365 * DAY;
}

/**
 * The moments at which the grid has a line, in the user's zone.
 *
 * @param most how many there is room for
 */
export function ticksIn(
  { from, to }: TimeRange,
  most: number,
): { readonly step: number; readonly at: readonly number[] } {
  const step = stepFor((to - from) / Math.max(1, most));
  const zone = new Date(from).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((from - zone) / step) * step + zone;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return { step, at: Array.from({ length: count }, (_, i) => first + i * step) };
}

/** Where a moment lies, in the unit of the width. */
export function xOf(at: number, { from, to }: TimeRange, width: number): number {
  return ((at - from) / (to - from)) * width;
}

/** The moment at a place, epoch milliseconds. */
export function timeAt(x: number, { from, to }: TimeRange, width: number): number {
  return from + (x / Math.max(1, width)) * (to - from);
}

/**
 * Zooms around a moment.
 *
 * @param factor below 1 looks closer
 * @param whole what there is to see
 * @returns null when all of it is seen again
 */
export function zoomed(view: TimeRange, around: number, factor: number, whole: TimeRange): TimeRange | null {
  const length = Math.max(LEAST, (view.to - view.from) * factor);
  if (length >= whole.to - whole.from) return null;
  const share = (around - view.from) / (view.to - view.from);
  return within({ from: around - length * share, to: around + length * (1 - share) }, whole);
}

/** Moves a view by a share of its length, as far as there is something to see. */
export function panned(view: TimeRange, share: number, whole: TimeRange): TimeRange {
  const by = (view.to - view.from) * share;
  return within({ from: view.from + by, to: view.to + by }, whole);
}

function within({ from, to }: TimeRange, whole: TimeRange): TimeRange {
  const by = Math.max(whole.from - from, 0) + Math.min(whole.to - to, 0);
  return { from: from + by, to: to + by };
}
