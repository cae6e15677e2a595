import { BUCKETS, bucketStart, type Histogram } from "../../upgrade/counts/histogram.ts";

/** One bar of a distribution. */
export interface Bin {
  /** Smallest value of the bin. */
  readonly from: number;
  /** Smallest value of the next one; null after the last. */
  readonly to: number | null;
  readonly count: number;
  /** Of all values, from 0 to 1. */
  readonly share: number;
}

/**
 * The bins from the first to the last that holds something, empty ones between them kept.
 *
 * @returns nothing when nothing was counted
 */
export function binsOf(histogram: Histogram): Bin[] {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const first = histogram.findIndex((count) => count > 0);
  const last = histogram.findLastIndex((count) => count > 0);
  return histogram.slice(first, last + 1).map((count, i) => {
    const bucket = first + i;
    const to = bucket >= BUCKETS - 1 ? null : bucketStart(bucket + 1);
    return { from: bucketStart(bucket), to, count, share: count / total };
  });
}
