/** Counts per bucket; bucket n holds values in [2^(n-1), 2^n), bucket 0 holds zero (and less). */
export type Histogram = readonly number[];

/** One bucket for zero and one for each power of two up to 2^32, the largest message Chromium accepts. */
export const BUCKETS = 34;

export const emptyHistogram: Histogram = Array.from({ length: BUCKETS }, () => 0);

/** The bucket of a value: 0 for zero, then one per power of two. */
export function bucketOf(value: number): number {
  if (!(value >= 1)) return 0;
  return Math.min(BUCKETS - 1, Math.floor(Math.log2(value)) + 1);
}

/** The smallest value of a bucket. */
export function bucketStart(bucket: number): number {
  return bucket <= 0 ? 0 : 2 ** (bucket - 1);
}

/** The sum of two histograms, bucket by bucket. */
export function addHistograms(a: Histogram, b: Histogram): Histogram {
  return a.map((count, i) => count + (b[i] ?? 0));
}

/**
 * The bucket in which a share of all values is reached.
 *
 * @param share from 0 to 1: 0.5 is the median
 * @returns a bucket, or null when nothing was counted
 */
export function quantileBucket(histogram: Histogram, share: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let seen = 0;
  for (let i = 0; i < histogram.length; i++) {
    seen += histogram[i] ?? 0;
    if (seen >= total * share) return i;
  }
  return histogram.length - 1;
}
