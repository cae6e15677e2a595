import type { Message } from "../observation.ts";

/** Number of the first messages counted live that are remembered, as numbers, to find them in the log. */
export const HEAD = 16;

/** Milliseconds by which the two sources may date a small message apart (docs/chromium.md#message-times). */
const APART = 5;

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
    const distance = distanceAt(logged, i, head, clockOffset);
    if (distance !== null && distance < least) {
      least = distance;
      start = i;
    }
  }
  return start ?? onlyPlace(logged, head, due) ?? firstFrom(logged, due);
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
    if (distanceAt(logged, i, head, 0) !== null) places.push(i);
  }
  const [only, another] = places;
  return only === undefined || another !== undefined ? null : only;
}

/** The mean distance in time if the head began there; null when the messages are others. */
function distanceAt(
  logged: readonly Message[],
  start: number,
  head: readonly Message[],
  clockOffset: number,
): number | null {
  const common = Math.min(head.length, logged.length - start);
  let sum = 0;
  for (let i = 0; i < common; i++) {
    const [mine, theirs] = [head[i], logged[start + i]];
    if (mine === undefined || theirs === undefined || !isAlike(mine, theirs)) return null;
    sum += Math.abs(mine.at + clockOffset - theirs.at);
  }
  return sum / common;
}

/** The index of the first message at or after a time; the messages stand in order. */
function firstFrom(messages: readonly Message[], at: number): number {
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
