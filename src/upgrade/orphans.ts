import { isAlike } from "./counts/overlap.ts";
import type { Logged, Message } from "./observation.ts";
import type { Upgrade } from "./upgrade.ts";

/** How many messages of a connection of unknown origin are remembered (as numbers) to find it in the log. */
export const FINGERPRINTS = 64;

/** How far apart the two clocks may be at most, in milliseconds. */
const CLOCK_TOLERANCE = 2000;

/**
 * How well the distance of the two clocks must agree from message to message, in milliseconds: each debugger session dates
 * a message for itself.
 */
const AGREEMENT = 5;

/** How many looks at the log an orphan waits when several entries fit equally well. */
export const PATIENCE = 3;

/** A connection of which only messages were seen, and perhaps its live socket, until the log tells where it belongs. */
export interface Orphan {
  readonly upgrade: Upgrade;
  readonly fingerprints: readonly Message[];
  readonly looks: number;
}

/** An entry of the log in which messages of an orphan were found. */
export interface Match {
  readonly entry: Logged;
  /** Milliseconds to add to the orphan's times to get the entry's. */
  readonly clockOffset: number;
  /** How many of the orphan's messages were found, all with that distance. */
  readonly found: number;
}

/**
 * Looks for the messages of an orphan in the entries of the log. An entry fits only if it has every one of them up to where
 * it ends itself: the log may be behind, but it leaves nothing out.
 *
 * @returns the entries that fit, best first
 */
export function matchesOf(orphan: Orphan, entries: readonly Logged[]): Match[] {
  const first = orphan.fingerprints[0];
  if (first === undefined) return [];
  const last = orphan.fingerprints.at(-1) ?? first;
  const matches: Match[] = [];
  const { url } = orphan.upgrade;
  for (const entry of entries) {
    if (url !== null && entry.url !== url) continue;
    let best: Match | null = null;
    const end = entry.messages.at(-1)?.at ?? 0;
    const near = entry.messages.filter(({ at }) => at >= first.at - CLOCK_TOLERANCE && at <= last.at + CLOCK_TOLERANCE);
    for (const message of near) {
      if (!isAlike(first, message) || Math.abs(message.at - first.at) > CLOCK_TOLERANCE) continue;
      const clockOffset = message.at - first.at;
      const due = orphan.fingerprints.filter((mine) => mine.at + clockOffset < end + AGREEMENT);
      if (!due.every((mine) => isIn(near, mine, clockOffset))) continue;
      const match = { entry, clockOffset, found: due.length };
      if (best === null || byFit(match, best) < 0) best = match;
    }
    if (best !== null) matches.push(best);
  }
  return matches.sort(byFit);
}

/** Which orphans belong where. */
export interface Assignment {
  readonly adopted: ReadonlyMap<string, Match>;
  /** Several fit equally well: wait for more messages. */
  readonly undecided: ReadonlySet<string>;
  /** In no entry of the log. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * Decides where orphans belong: one entry has one orphan at most, and while two fit equally well neither gets it.
 *
 * @param orphans by their names
 * @param entries those that nobody counts live yet
 */
export function assign(orphans: ReadonlyMap<string, Orphan>, entries: readonly Logged[]): Assignment {
  const pairs = [...orphans]
    .flatMap(([ref, orphan]) => matchesOf(orphan, entries).map((match) => ({ ref, looks: orphan.looks, match })))
    .sort((a, b) => byFit(a.match, b.match));
  const adopted = new Map<string, Match>();
  const undecided = new Set<string>();
  const taken = new Set<Logged>();
  for (const { ref, looks, match } of pairs) {
    if (adopted.has(ref) || undecided.has(ref) || taken.has(match.entry)) continue;
    const isContested = pairs.some(
      (other) =>
        (other.ref === ref) !== (other.match.entry === match.entry) &&
        other.match.found >= match.found &&
        !adopted.has(other.ref) &&
        !taken.has(other.match.entry),
    );
    // Streams that stay alike message for message have the same counts: after a while either will do.
    if (isContested && looks < PATIENCE) {
      undecided.add(ref);
      continue;
    }
    adopted.set(ref, match);
    taken.add(match.entry);
  }
  const unknown = new Set([...orphans.keys()].filter((ref) => !adopted.has(ref) && !undecided.has(ref)));
  return { adopted, undecided, unknown };
}

/** Of two that fit equally well, the one whose clock is nearer: all requests of a page share one clock but for rounding. */
function byFit(a: Match, b: Match): number {
  return b.found - a.found || Math.abs(a.clockOffset) - Math.abs(b.clockOffset);
}

/** Whether a message is among those of a log, which stand in order of time; there may be many thousands. */
function isIn(messages: readonly Message[], mine: Message, clockOffset: number): boolean {
  const from = mine.at + clockOffset - AGREEMENT;
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.at ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < messages.length; i++) {
    const theirs = messages[i];
    if (theirs === undefined || theirs.at >= mine.at + clockOffset + AGREEMENT) return false;
    if (isAlike(mine, theirs)) return true;
  }
  return false;
}
