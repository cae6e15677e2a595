import type { Message } from "../observation.ts";

/** Number of the first messages counted live that are remembered, as numbers, to find them in the log. */
export const HEAD = 16;

/** Milliseconds by which the two sources may date a small message apart (docs/chromium.md#message-times). */
const APART = 5;

/** Bytes that a session reports in a millisecond, on a machine far busier than the one of docs/chromium.md#message-times. */
const BYTES_PER_MS = 16_384;

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
  return start ?? firstFrom(logged, due);
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
