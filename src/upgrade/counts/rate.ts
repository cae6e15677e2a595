import type { Direction } from "../direction.ts";

/** Messages per time bucket and direction; bounded: when it would outgrow its length, buckets pair up and double. */
export interface Rate {
  /** Seconds per bucket. */
  readonly width: number;
  /** The number of the first bucket: epoch seconds divided by `width`, rounded down; null while nothing was counted. */
  readonly first: number | null;
  readonly sent: readonly number[];
  readonly received: readonly number[];
}

/** The last minute, a bucket a second: what the list draws. */
export const RECENT_SECONDS = 60;

/** Most buckets of the history of a connection. */
export const HISTORY_BUCKETS = 120;

export const emptyRate: Rate = { width: 1, first: null, sent: [], received: [] };

/** A rate that is being filled; only this module writes to it. */
export interface RateDraft {
  width: number;
  first: number | null;
  sent: number[];
  received: number[];
}

/** A copy that can be filled. */
export function draftOf(rate: Rate): RateDraft {
  return { width: rate.width, first: rate.first, sent: [...rate.sent], received: [...rate.received] };
}

/**
 * Counts messages of one moment into a sliding window of the last `RECENT_SECONDS` seconds; older buckets fall out.
 *
 * @param at epoch milliseconds; a message older than the window is not drawn (its count stands elsewhere)
 */
export function addRecent(draft: RateDraft, at: number, direction: Direction, count = 1): void {
  const second = Math.floor(at / 1000);
  if (draft.first === null) draft.first = second;
  if (second < draft.first) {
    // Late, out of order: widen to the left while it still fits in the window.
    const room = RECENT_SECONDS - draft.sent.length;
    const missing = draft.first - second;
    if (missing > room) return;
    unshift(draft, missing);
  }
  extend(draft, second - draft.first, RECENT_SECONDS);
  const index = second - draft.first;
  const counts = draft[direction];
  counts[index] = (counts[index] ?? 0) + count;
}

/**
 * Counts messages of one moment into the history of the whole connection; when it grows beyond `HISTORY_BUCKETS`, the width doubles.
 *
 * @param at epoch milliseconds
 */
export function addHistory(draft: RateDraft, at: number, direction: Direction, count = 1): void {
  let bucket = Math.floor(at / 1000 / draft.width);
  if (draft.first === null) draft.first = bucket;
  while (Math.max(bucket, draft.first + draft.sent.length - 1) - Math.min(bucket, draft.first) >= HISTORY_BUCKETS) {
    halve(draft);
    bucket = Math.floor(at / 1000 / draft.width);
  }
  if (bucket < draft.first) unshift(draft, draft.first - bucket);
  extend(draft, bucket - draft.first, HISTORY_BUCKETS);
  const counts = draft[direction];
  counts[bucket - draft.first] = (counts[bucket - draft.first] ?? 0) + count;
}

/**
 * The last minute as equal buckets that end now: what a sparkline draws.
 *
 * @param now epoch milliseconds
 * @returns `RECENT_SECONDS` counts, oldest first
 */
export function lastMinute(rate: Rate, direction: Direction, now: number): number[] {
  const last = Math.floor(now / 1000);
  const { first } = rate;
  if (first === null) return Array.from({ length: RECENT_SECONDS }, () => 0);
  return Array.from({ length: RECENT_SECONDS }, (_, i) => rate[direction][last - RECENT_SECONDS + 1 + i - first] ?? 0);
}

function extend(draft: RateDraft, index: number, most: number): void {
  const overflow = index - most + 1;
  if (overflow > 0 && draft.first !== null) {
    draft.sent.splice(0, overflow);
    draft.received.splice(0, overflow);
    draft.first += overflow;
  }
  const length = Math.min(index + 1, most);
  while (draft.sent.length < length) draft.sent.push(0);
  while (draft.received.length < length) draft.received.push(0);
}

function unshift(draft: RateDraft, count: number): void {
  draft.sent.unshift(...Array.from({ length: count }, () => 0));
  draft.received.unshift(...Array.from({ length: count }, () => 0));
  draft.first = (draft.first ?? 0) - count;
}

function halve(draft: RateDraft): void {
  const first = draft.first ?? 0;
  draft.sent = pairUp(draft.sent, first);
  draft.received = pairUp(draft.received, first);
  draft.first = Math.floor(first / 2);
  draft.width *= 2;
}

function pairUp(counts: readonly number[], first: number): number[] {
  const paired: number[] = [];
  counts.forEach((count, i) => {
    const index = Math.floor((first + i) / 2) - Math.floor(first / 2);
    paired[index] = (paired[index] ?? 0) + count;
  });
  return paired;
}
