import { describe, expect, it } from "vitest";
import {
  addHistograms,
  BUCKETS,
  bucketOf,
  bucketStart,
  emptyHistogram,
  quantileBucket,
} from "../../../src/upgrade/counts/histogram.ts";

function histogramOf(values: readonly number[]): number[] {
  const counts = [...emptyHistogram];
  for (const value of values) counts[bucketOf(value)] = (counts[bucketOf(value)] ?? 0) + 1;
  return counts;
}

describe("bucketOf", () => {
  const table: [value: number, bucket: number][] = [
    [-5, 0],
    [0, 0],
    [0.5, 0],
    [Number.NaN, 0],
    [1, 1],
    [1.9, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [1023, 10],
    [1024, 11],
    [2 ** 31 - 1, 31],
    [2 ** 32 - 1, 32],
    [2 ** 32, 33],
    [2 ** 40, 33],
    [Number.POSITIVE_INFINITY, 33],
  ];
  it.each(table)("puts %d into bucket %i", (value, bucket) => {
    expect(bucketOf(value)).toBe(bucket);
  });

  it("agrees with bucketStart at every border", () => {
    expect(bucketStart(0)).toBe(0);
    for (let bucket = 1; bucket < BUCKETS; bucket++) {
      expect(bucketOf(bucketStart(bucket))).toBe(bucket);
      expect(bucketOf(bucketStart(bucket) - 0.5)).toBe(bucket - 1);
    }
  });
});

describe("addHistograms", () => {
  it("adds bucket by bucket", () => {
    expect(addHistograms(histogramOf([0, 1, 5]), histogramOf([5, 6, 900]))).toEqual(histogramOf([0, 1, 5, 5, 6, 900]));
  });

  it("leaves both as they were", () => {
    const a = histogramOf([1]);
    addHistograms(a, a);
    expect(a).toEqual(histogramOf([1]));
    expect(emptyHistogram).toEqual(Array.from({ length: BUCKETS }, () => 0));
  });
});

describe("quantileBucket", () => {
  it("has no response for nothing", () => {
    expect(quantileBucket(emptyHistogram, 0.5)).toBeNull();
  });

  const values = [0, 1, 1, 1, 100, 100, 100, 5000, 5000, 1_000_000];
  it.each([
    [0.1, 0],
    [0.4, 1],
    [0.5, 100],
    [0.7, 100],
    [0.71, 5000],
    [0.9, 5000],
    [1, 1_000_000],
  ])("reaches %d of all at the bucket of %i", (share, value) => {
    expect(quantileBucket(histogramOf(values), share)).toBe(bucketOf(value));
  });
});
