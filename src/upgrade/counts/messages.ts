import type { Direction } from "../direction.ts";
import type { Message } from "../observation.ts";
import { addHistograms, bucketOf, emptyHistogram, type Histogram } from "./histogram.ts";
import { countNames, joinNames, type NameCounts, subtractNames } from "./names.ts";
import { PIECE } from "./piece.ts";
import { addHistory, addRecent, draftOf, emptyRate, type Rate } from "./rate.ts";

/** Counts of one direction. `bytes` is application payload after decompression, without frame headers. */
export interface Tally {
  readonly count: number;
  readonly bytes: number;
  readonly text: number;
  readonly binary: number;
}

/** Everything that is kept of the messages of a connection: numbers, never a payload. */
export interface Messages {
  readonly sent: Tally;
  readonly received: Tally;
  /** Epoch milliseconds of the earliest and the latest message. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly lastDirection: Direction | null;
  /** false when the browser hid the size of at least one message (a Blob that was sent). */
  readonly bytesExact: boolean;
  readonly sizes: Histogram;
  /** Milliseconds between one message and the next, either direction. */
  readonly gaps: Histogram;
  readonly longestGap: number;
  readonly recent: Rate;
  readonly history: Rate;
  /** The same messages by their names; null: nobody asked for that. */
  readonly names: NameCounts | null;
}

const emptyTally: Tally = { count: 0, bytes: 0, text: 0, binary: 0 };

export const noMessages: Messages = {
  sent: emptyTally,
  received: emptyTally,
  firstAt: null,
  lastAt: null,
  lastDirection: null,
  bytesExact: true,
  sizes: emptyHistogram,
  gaps: emptyHistogram,
  longestGap: 0,
  recent: emptyRate,
  history: emptyRate,
  names: null,
};

/** Messages in both directions together. */
export function countOf(messages: Messages): number {
  return messages.sent.count + messages.received.count;
}

/**
 * Adds messages to what was counted before. One copy serves the whole batch: thousands arrive in a second.
 *
 * @param before is left as it was
 * @param batch in any order; counts and bytes do not depend on it. A message whose time is not known is counted, and takes
 *   no part in gaps and rates
 */
export function countMessages(before: Messages, batch: readonly Message[]): Messages {
  const tallies = { sent: { ...before.sent }, received: { ...before.received } };
  const sizes = [...before.sizes];
  const gaps = [...before.gaps];
  const recent = draftOf(before.recent);
  const history = draftOf(before.history);
  let { firstAt, lastAt, lastDirection, bytesExact, longestGap } = before;
  for (const { at, direction, opcode, size } of batch) {
    const tally = tallies[direction];
    tally.count++;
    tally.bytes += size ?? 0;
    if (opcode === 1) tally.text++;
    else if (opcode !== PIECE) tally.binary++;
    if (size === null) bytesExact = false;
    else increment(sizes, bucketOf(size));
    if (!Number.isFinite(at)) continue;
    if (lastAt !== null && at >= lastAt) {
      increment(gaps, bucketOf(at - lastAt));
      longestGap = Math.max(longestGap, at - lastAt);
    }
    if (firstAt === null || at < firstAt) firstAt = at;
    if (lastAt === null || at >= lastAt) {
      lastAt = at;
      lastDirection = direction;
    }
    addRecent(recent, at, direction);
    addHistory(history, at, direction);
  }
  const names = countNames(before.names, batch);
  return { ...tallies, firstAt, lastAt, lastDirection, bytesExact, sizes, gaps, longestGap, recent, history, names };
}

/**
 * Joins what two sources counted of one connection; the caller makes sure that no message is in both.
 * The rates are those of `later`, laid over those of `earlier`.
 */
export function joinMessages(earlier: Messages, later: Messages): Messages {
  if (countOf(earlier) === 0) return later;
  if (countOf(later) === 0) return earlier;
  const between = Math.max(0, (later.firstAt ?? 0) - (earlier.lastAt ?? 0));
  const laterIsLast = (later.lastAt ?? 0) >= (earlier.lastAt ?? 0);
  return {
    sent: addTallies(earlier.sent, later.sent),
    received: addTallies(earlier.received, later.received),
    firstAt: Math.min(earlier.firstAt ?? 0, later.firstAt ?? 0),
    lastAt: Math.max(earlier.lastAt ?? 0, later.lastAt ?? 0),
    lastDirection: laterIsLast ? later.lastDirection : earlier.lastDirection,
    bytesExact: earlier.bytesExact && later.bytesExact,
    sizes: addHistograms(earlier.sizes, later.sizes),
    gaps: addHistograms(addHistograms(earlier.gaps, later.gaps), gapBetween(earlier, later)),
    longestGap: Math.max(earlier.longestGap, later.longestGap, between),
    recent: joinRates(earlier.recent, later.recent, addRecent),
    history: joinRates(earlier.history, later.history, addHistory),
    names: joinNames(earlier.names, later.names),
  };
}

/**
 * Takes back messages that were counted twice; how they were spread over sizes and time stays as it was.
 *
 * @param lastAt when the last one of the rest came, epoch milliseconds
 */
export function subtractMessages(from: Messages, twice: Messages, lastAt: number | null): Messages {
  const minus = (key: "sent" | "received") => ({
    count: from[key].count - twice[key].count,
    bytes: from[key].bytes - twice[key].bytes,
    text: from[key].text - twice[key].text,
    binary: from[key].binary - twice[key].binary,
  });
  const names = subtractNames(from.names, twice.names);
  const rest = { ...from, sent: minus("sent"), received: minus("received"), lastAt, names };
  return countOf(rest) === 0 ? noMessages : rest;
}

/** The gap from the last message of one to the first of the other, if they follow each other. */
function gapBetween(earlier: Messages, later: Messages): Histogram {
  const gap = (later.firstAt ?? 0) - (earlier.lastAt ?? 0);
  return emptyHistogram.map((_, bucket) => (gap >= 0 && bucket === bucketOf(gap) ? 1 : 0));
}

function addTallies(a: Tally, b: Tally): Tally {
  return { count: a.count + b.count, bytes: a.bytes + b.bytes, text: a.text + b.text, binary: a.binary + b.binary };
}

function joinRates(into: Rate, from: Rate, add: typeof addHistory): Rate {
  const draft = draftOf(into);
  const { first } = from;
  if (first === null) return into;
  for (const direction of ["sent", "received"] as const) {
    from[direction].forEach((count, i) => {
      if (count > 0) add(draft, (first + i) * from.width * 1000, direction, count);
    });
  }
  return draft;
}

function increment(counts: number[], index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}
