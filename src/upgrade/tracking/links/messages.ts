import { farthestApart, firstFrom, fitAt, isAlike, OTHER_ORDER } from "../../counts/overlap.ts";
import type { Logged, Message } from "../../observation.ts";

/** Number of messages of an unidentified connection that are remembered, as numbers, to find it in the log. */
export const FINGERPRINTS = 64;

/** Milliseconds by which the two clocks may differ at most. */
const CLOCK_TOLERANCE = 2000;

/**
 * Milliseconds by which the first message may be dated before its connection's request: each source takes the time for itself.
 * Clocks that drift apart do so by far less than the connection's age, so they never bring a message before its start.
 */
const BEFORE_START_MS = 5;

/**
 * Milliseconds by which the clocks may differ where a single message tells: until an event has told both clocks, the debugger
 * dates a connection's messages by the arrival of the first. Chosen, not measured; beyond it one more message is waited for.
 */
const ARRIVAL_MS = 100;

/**
 * Of messages that are all alike, their distances in time tell which is which: each millisecond by which these differ weighs as
 * much as so many by which the clocks would have to.
 */
const CLOCK_WEIGHT = 1000;

/** Milliseconds by which the newest message of an entry may be dated later by the debugger. */
const AFTER_END_MS = 5;

/** Number of polls for which an unidentified connection waits when several entries fit equally well. */
export const PATIENCE = 3;

/**
 * A connection of which only messages were seen, and perhaps its live socket: it is older than the debugger's session, and
 * the log alone can tell which one it is. Both sources tell every message, whole and in order, so the messages are as good
 * as a name.
 */
export interface Unidentified {
  /** null: not known. */
  readonly url: string | null;
  /** Its first messages, with nothing between them that was not heard. */
  readonly fingerprints: readonly Message[];
  /** Whether live counting has ended since: it may have spoken unheard. */
  readonly isPaused?: boolean;
  /** Number of polls since then. */
  readonly polls: number;
}

/** An entry of the log in which messages of an unidentified connection were found. */
export interface Match {
  readonly entry: Logged;
  /** Milliseconds to add to the debugger's times to get the entry's. */
  readonly clockOffset: number;
  /** How many of the messages were found, all with that distance. */
  readonly found: number;
}

/**
 * Looks for the messages of an unidentified connection in the entries of the log. An entry fits only if it has every one of
 * them up to where it ends itself, and none between them: the log may be behind, but neither source leaves anything out.
 *
 * @returns the entries that fit, best first
 */
export function matchesOf({ url, fingerprints }: Unidentified, entries: readonly Logged[]): Match[] {
  const [first, ...rest] = fingerprints;
  if (first === undefined) return [];
  const last = fingerprints.at(-1) ?? first;
  // The smallest is dated best.
  const mark = rest.reduce((best, one) => ((one.size ?? 0) < (best.size ?? 0) ? one : best), first);
  const matches: Match[] = [];
  for (const entry of entries) {
    if (url !== null && entry.url !== url) continue;
    // Who spoke before the entry's request went out is another one, though both got the same payload later.
    if (entry.startedAt !== null && entry.startedAt > first.at + BEFORE_START_MS) continue;
    const near = entry.messages.filter(({ at }) => at >= first.at - CLOCK_TOLERANCE && at <= last.at + CLOCK_TOLERANCE);
    const end = entry.messages.at(-1)?.at ?? 0;
    // A log that is behind may not have that one yet.
    const best = bestIn(entry, near, end, fingerprints, mark) ?? bestIn(entry, near, end, fingerprints, first);
    if (best !== null) matches.push(best);
  }
  return matches.sort(byFit);
}

function bestIn(
  entry: Logged,
  near: readonly Message[],
  end: number,
  fingerprints: readonly Message[],
  mark: Message,
): Match | null {
  let best: Match | null = null;
  let least = Number.POSITIVE_INFINITY;
  const place = fingerprints.indexOf(mark);
  const alike = near.flatMap((message, i) =>
    isAlike(mark, message) ? [{ i, clockOffset: message.at - mark.at }] : [],
  );
  // A flood of equal messages has thousands of places: the likeliest first, until no other can be better.
  for (const { i, clockOffset } of alike.sort((a, b) => Math.abs(a.clockOffset) - Math.abs(b.clockOffset))) {
    const apart = Math.abs(clockOffset);
    const isBest = best?.found === fingerprints.length && apart / CLOCK_WEIGHT >= least;
    if (apart > CLOCK_TOLERANCE || isBest) break;
    const due = fingerprints.filter((mine) => mine.at + clockOffset < end + AFTER_END_MS);
    if (due.length < (best?.found ?? 0) || !due.every((mine) => isIn(near, mine, clockOffset))) continue;
    const fit = fitAt(near, i - place, due);
    if (fit === null && hasOthersBetween(near, due, clockOffset)) continue;
    const cost = (fit?.deviation ?? OTHER_ORDER) + apart / CLOCK_WEIGHT;
    if (best !== null && due.length === best.found && cost >= least) continue;
    best = { entry, clockOffset: fit?.clockOffset ?? clockOffset, found: due.length };
    least = cost;
  }
  return best;
}

/**
 * Whether a log has more between the first and the last of a connection's messages than these: both sources tell every message, so
 * it is another's, also where that got the same ones. At both ends the sources may put messages in another order.
 */
function hasOthersBetween(near: readonly Message[], due: readonly Message[], clockOffset: number): boolean {
  const [first, last] = [due[0], due.at(-1)];
  if (first === undefined || last === undefined) return false;
  const [from, to] = [first.at + clockOffset + farthestApart(first), last.at + clockOffset - farthestApart(last)];
  const between: Message[] = [];
  for (let i = firstFrom(near, from); i < near.length; i++) {
    const message = near[i];
    if (message === undefined || message.at > to || between.length > due.length) break;
    const apart = farthestApart(message);
    if (message.at - apart > from && message.at + apart < to) between.push(message);
  }
  return between.length > due.length || between.some((message) => !due.some((mine) => isAlike(mine, message)));
}

/** Which unidentified connections are which entries. */
export interface Assignment {
  readonly found: ReadonlyMap<string, Match>;
  /** Several fit equally well: wait for more messages. */
  readonly undecided: ReadonlySet<string>;
  /** In no entry of the log. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * Decides which unidentified connections are which entries: one entry is one connection at most, and while two fit equally
 * well neither gets it, nor anyone who fits worse.
 *
 * @param unidentified by their names
 * @param entries those that nobody counts live yet
 */
export function assign(unidentified: ReadonlyMap<string, Unidentified>, entries: readonly Logged[]): Assignment {
  const pairs = [...unidentified]
    .flatMap(([name, one]) => matchesOf(one, entries).map((match) => ({ name, polls: one.polls, match })))
    .sort((a, b) => byFit(a.match, b.match));
  const found = new Map<string, Match>();
  const undecided = new Set<string>();
  const taken = new Set<Logged>();
  const awaited = new Set<Logged>();
  for (const { name, polls, match } of pairs) {
    if (found.has(name) || undecided.has(name) || taken.has(match.entry)) continue;
    const isContested = pairs.some(
      (other) =>
        (other.name === name) !== (other.match.entry === match.entry) &&
        other.match.found >= match.found &&
        !found.has(other.name) &&
        !taken.has(other.match.entry),
    );
    // Streams that stay alike message for message have the same counts: after a while either will do.
    if (awaited.has(match.entry) || ((isContested || isWeak(match)) && polls < PATIENCE)) {
      undecided.add(name);
      awaited.add(match.entry);
      continue;
    }
    found.set(name, match);
    taken.add(match.entry);
  }
  const unknown = new Set([...unidentified.keys()].filter((name) => !found.has(name) && !undecided.has(name)));
  return { found, undecided, unknown };
}

/**
 * Whether a single message is all that tells, and the clocks would have to differ by much for it: two connections that get the
 * same payload again and again look like that until one more message comes.
 */
function isWeak({ found, clockOffset }: Match): boolean {
  return found === 1 && Math.abs(clockOffset) > ARRIVAL_MS;
}

/** Of two that fit equally well, the one whose clock is nearer: all requests of a page share one clock but for rounding. */
function byFit(a: Match, b: Match): number {
  return b.found - a.found || Math.abs(a.clockOffset) - Math.abs(b.clockOffset);
}

/** Whether a message is among those of a log, which stand in order of time; there may be many thousands. */
function isIn(messages: readonly Message[], mine: Message, clockOffset: number): boolean {
  const apart = farthestApart(mine);
  const from = mine.at + clockOffset - apart;
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.at ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < messages.length; i++) {
    const theirs = messages[i];
    if (theirs === undefined || theirs.at >= mine.at + clockOffset + apart) return false;
    if (isAlike(mine, theirs)) return true;
  }
  return false;
}
