import type { Message } from "../observation.ts";

/** How many of the first messages that were counted live are remembered, as numbers, to find them in the log. */
export const HEAD = 16;

/**
 * How far apart the two sources may date one message, in milliseconds: each debugger session takes the time for itself.
 * Up to 6 µs on an idle machine, more when it is busy (docs/chromium.md#message-times).
 */
const APART = 5;

/**
 * Finds where live counting began in the log's messages: there the log's count must end, so that none is counted twice. It
 * goes by what the messages are, not by their time alone, which differs a little from source to source.
 *
 * @param logged the log's messages, in order
 * @param head the first messages that were counted live, in order
 * @param skew milliseconds to add to live times to get the log's
 * @returns how many of the log's messages came before
 */
export function overlapStart(logged: readonly Message[], head: readonly Message[], skew: number): number {
  const [first] = head;
  if (first === undefined) return logged.length;
  const due = first.at + skew;
  let start: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let i = firstFrom(logged, due - APART); i < logged.length; i++) {
    if ((logged[i]?.at ?? 0) > due + APART) break;
    const distance = distanceAt(logged, i, head, skew);
    if (distance !== null && distance < least) {
      least = distance;
      start = i;
    }
  }
  return start ?? firstFrom(logged, due);
}

/** The mean distance in time if the head began there; null when the messages are others. */
function distanceAt(logged: readonly Message[], start: number, head: readonly Message[], skew: number): number | null {
  const common = Math.min(head.length, logged.length - start);
  let sum = 0;
  for (let i = 0; i < common; i++) {
    const [mine, theirs] = [head[i], logged[start + i]];
    if (mine === undefined || theirs === undefined || !isAlike(mine, theirs)) return null;
    sum += Math.abs(mine.at + skew - theirs.at);
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

/** Whether two sources may be speaking of the same message, as far as all but its time tells. */
export function isAlike(a: Message, b: Message): boolean {
  return a.direction === b.direction && a.opcode === b.opcode && a.size === b.size && a.digest === b.digest;
}

/** The earliest messages of both lists, as many as are remembered. */
export function headOf(before: readonly Message[], batch: readonly Message[]): readonly Message[] {
  const last = before.at(-1);
  if (before.length >= HEAD && last !== undefined && batch.every(({ at }) => at >= last.at)) return before;
  return [...before, ...batch].sort((a, b) => a.at - b.at).slice(0, HEAD);
}
