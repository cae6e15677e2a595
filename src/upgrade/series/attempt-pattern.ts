/** The regularity of a series of attempts (docs/report-format.md); "irregular": none was seen. */
export type Pattern = "fixed" | "exponential" | "strict-mode-pair" | "irregular";

/** Intervals of a fixed pause differ by what the handshakes take: this share, or this many milliseconds. */
const SHARE = 0.15;
const JITTER = 300;

/** The growth from one pause to the next that counts as exponential; doubling is usual. */
const LEAST_GROWTH = 1.4;
const MOST_GROWTH = 4;

/**
 * Names the regularity of a series.
 *
 * @param intervals milliseconds from the beginning of each attempt to the beginning of the next
 * @param duplicates for each interval, whether it lies between a socket that the page gave up at once and its replacement
 */
export function attemptPattern(intervals: readonly number[], duplicates: readonly boolean[]): Pattern {
  if (isPaired(duplicates)) return "strict-mode-pair";
  if (isFixed(intervals)) return "fixed";
  return isExponential(intervals) ? "exponential" : "irregular";
}

/** A pair, or pairs with a pause between them. */
function isPaired(duplicates: readonly boolean[]): boolean {
  return duplicates.length % 2 === 1 && duplicates.every((isDuplicate, i) => isDuplicate === (i % 2 === 0));
}

/** One interval has no regularity: two at least must be alike. */
function isFixed(intervals: readonly number[]): boolean {
  return intervals.length >= 2 && areAlike(intervals);
}

/** Grows at least twice, and may stay at its longest from then on, as reconnecting clients do. */
function isExponential(intervals: readonly number[]): boolean {
  const longest = largest(intervals);
  const capped = intervals.findIndex((interval) => areAlike([interval, longest]));
  if (!areAlike(intervals.slice(capped))) return false;
  const growths = intervals.slice(1, capped + 1).map((interval, i) => interval / (intervals[i] ?? interval));
  // The longest pause cuts the last step short.
  const isCut = (i: number) => i === growths.length - 1 && capped < intervals.length - 1;
  const grown = growths.filter((growth) => growth >= LEAST_GROWTH);
  return (
    grown.length >= 2 && growths.every((growth, i) => growth <= MOST_GROWTH && (growth >= LEAST_GROWTH || isCut(i)))
  );
}

function areAlike(intervals: readonly number[]): boolean {
  const most = largest(intervals);
  const least = intervals.reduce((a, b) => Math.min(a, b), most);
  return most - least <= Math.max(JITTER, most * SHARE);
}

function largest(intervals: readonly number[]): number {
  return intervals.reduce((a, b) => Math.max(a, b), 0);
}
