import type { Message } from "../observation.ts";

/** Number of the first messages counted live that are remembered, as numbers, to find them in the log. */
export const HEAD = 64;

/** Milliseconds by which the two sources may date a small message apart (docs/chromium.md#message-times). */
const APART = 5;

/** Milliseconds as which the distances of messages count at most that differ: one that was dated late says no more. */
export const OTHER_ORDER = 1;

/** Where the clocks are known, each millisecond by which distances differ weighs as much as so many between the clocks. */
const CLOCK_WEIGHT = 10;

/** Bytes that a session reports in a millisecond, on a machine far busier than the one of docs/chromium.md#message-times. */
const BYTES_PER_MS = 16_384;

/** Milliseconds by which they may date a large message apart where all that is remembered fits in one place of the log alone. */
const APART_IN_ONE_PLACE = 1000;

/** Remembered messages that are needed for that. */
const LEAST_IN_ONE_PLACE = 2;

/** Bytes from which on a message is large: smaller ones are dated together (docs/chromium.md#message-times), and repeat more often. */
const LARGE = 65_536;

/**
 * How far apart the two sources may date one message, in milliseconds. Each debugger session takes the time for itself, the
 * second one only when the first has reported the whole payload: so the larger a message, the further apart.
 */
export function farthestApart({ size }: Message): number {
  return APART + (size ?? 0) / BYTES_PER_MS;
}

/**
 * Finds where live counting began in the log's messages: there the log's count must end, so that none is counted twice. It
 * goes by what the messages are, not by their time alone, which differs a little from source to source.
 *
 * @param logged the log's messages, in order
 * @param head the first messages that were counted live, in order
 * @param clockOffset milliseconds to add to live times to get the log's
 * @returns how many of the log's messages came before
 */
export function overlapStart(logged: readonly Message[], head: readonly Message[], clockOffset: number): number {
  const [first] = head;
  if (first === undefined) return logged.length;
  const due = first.at + clockOffset;
  let start: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  const apart = farthestApart(first);
  for (let i = firstFrom(logged, due - apart); i < logged.length; i++) {
    if ((logged[i]?.at ?? 0) > due + apart) break;
    const fit = fitAt(logged, i, head);
    if (fit === null) continue;
    const cost = fit.deviation + Math.abs(fit.clockOffset - clockOffset) / CLOCK_WEIGHT;
    if (cost < least) {
      least = cost;
      start = i;
    }
  }
  return start ?? onlyPlace(logged, head, due) ?? firstFrom(logged, due);
}

/**
 * Where live counting began by the numbers of both, where they are at the same message: in a flood of messages that are all
 * alike their times alone leave a doubt of one or two.
 *
 * @param logged the log's messages, in order
 * @param head the first messages that were counted live, in order
 * @param clockOffset milliseconds to add to live times to get the log's
 * @param live how many were counted live, and when the last of them came
 * @returns how many of the log's messages came before; null where one of them is behind, or where others begin there
 */
export function startByTotal(
  logged: readonly Message[],
  head: readonly Message[],
  clockOffset: number,
  live: { readonly count: number; readonly lastAt: number | null },
): number | null {
  const [first, last] = [head[0], logged.at(-1)];
  if (first === undefined || last === undefined || live.lastAt === null) return null;
  if (Math.abs(live.lastAt + clockOffset - last.at) > APART) return null;
  const start = logged.length - live.count;
  const begins = logged[start];
  if (begins === undefined || Math.abs(first.at + clockOffset - begins.at) > APART) return null;
  return fitAt(logged, start, head) === null ? null : start;
}

/**
 * Where all of a head that begins with a large message fits, in one place alone of those around its time; null: nowhere, or in
 * several. A busy machine may take longer over a payload than any bound that is safe for others.
 */
function onlyPlace(logged: readonly Message[], head: readonly Message[], due: number): number | null {
  if (head.length < LEAST_IN_ONE_PLACE || (head[0]?.size ?? 0) < LARGE) return null;
  const places: number[] = [];
  for (let i = firstFrom(logged, due - APART_IN_ONE_PLACE); i + head.length <= logged.length; i++) {
    if ((logged[i]?.at ?? 0) > due + APART_IN_ONE_PLACE || places.length > 1) break;
    if (fitAt(logged, i, head) !== null) places.push(i);
  }
  const [only, another] = places;
  return only === undefined || another !== undefined ? null : only;
}

/** How messages fit to those of a log. */
interface Fit {
  /** Milliseconds to add to their times to get the log's. */
  readonly clockOffset: number;
  /** How far their distances in time differ from those of the log's: the mean, in milliseconds. */
  readonly deviation: number;
}

/**
 * How the messages of a log from a place on fit to others, one by one, as far as the log goes. Of messages that are all alike, as in
 * a flood, only their distances in time tell which is which.
 *
 * @param messages in order, as another source dates them
 * @returns null where one of them is another
 */
export function fitAt(logged: readonly Message[], start: number, messages: readonly Message[]): Fit | null {
  const offsets: number[] = [];
  for (const [i, mine] of messages.entries()) {
    const theirs = logged[start + i];
    if (theirs === undefined) break;
    if (!isAlike(mine, theirs)) return null;
    offsets.push(theirs.at - mine.at);
  }
  // A few may be dated late by one source; the middle one is not.
  const clockOffset = [...offsets].sort((a, b) => a - b)[offsets.length >> 1];
  if (clockOffset === undefined) return null;
  const sum = offsets.reduce((all, offset) => all + Math.min(OTHER_ORDER, Math.abs(offset - clockOffset)), 0);
  return { clockOffset, deviation: sum / offsets.length };
}

/** The index of the first message at or after a time; the messages stand in order. */
export function firstFrom(messages: readonly Message[], at: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether two sources may be speaking of the same message, as far as all but its time shows. */
export function isAlike(a: Message, b: Message): boolean {
  return a.direction === b.direction && a.opcode === b.opcode && a.size === b.size && a.digest === b.digest;
}

/** The earliest messages of both lists, as many as are remembered. */
export function headOf(before: readonly Message[], batch: readonly Message[]): readonly Message[] {
  const last = before.at(-1);
  if (before.length >= HEAD && last !== undefined && batch.every(({ at }) => at >= last.at)) return before;
  return [...before, ...batch].sort((a, b) => a.at - b.at).slice(0, HEAD);
}
