import type { Rate } from "../../upgrade/counts/rate.ts";

/** A rate, ready to draw: one bar per bucket from the first message to the end. */
export interface Chart {
  /** Epoch milliseconds of the left edge and the right edge. */
  readonly from: number;
  readonly to: number;
  /** Seconds per bar. */
  readonly seconds: number;
  readonly sent: readonly number[];
  readonly received: readonly number[];
  /** The highest bar of either direction. */
  readonly most: number;
}

/**
 * Lays a rate out until `end`, so that silence is seen, and pairs bars until they fit.
 *
 * @param end epoch milliseconds: now, or when the connection ended
 * @param bars most bars to draw
 * @returns null when nothing was counted
 */
export function chartOf(rate: Rate, end: number, bars: number): Chart | null {
  const { first, width } = rate;
  if (first === null) return null;
  const last = Math.max(first + rate.sent.length - 1, first + rate.received.length - 1, Math.floor(end / 1000 / width));
  const buckets = last - first + 1;
  const join = Math.max(1, Math.ceil(buckets / bars));
  const length = Math.ceil(buckets / join);
  const sum = (counts: readonly number[]) =>
    Array.from({ length }, (_, i) => counts.slice(i * join, (i + 1) * join).reduce((a, b) => a + b, 0));
  const sent = sum(rate.sent);
  const received = sum(rate.received);
  return {
    from: first * width * 1000,
    to: (first + length * join) * width * 1000,
    seconds: width * join,
    sent,
    received,
    most: Math.max(0, ...sent, ...received),
  };
}
