import type { Logged, Message } from "./observation.ts";
import type { Upgrade } from "./upgrade.ts";

/** How many messages of a connection of unknown origin are remembered (as numbers) to find it in the log. */
export const FINGERPRINTS = 64;

/** How far apart the two clocks may be at most, in milliseconds. */
const CLOCK_TOLERANCE = 2000;

/** How well the distance of the two clocks must agree from message to message, in milliseconds. */
const AGREEMENT = 0.01;

/** How many looks at the log an orphan waits when several entries fit equally well. */
export const PATIENCE = 3;

/** A connection of which only messages were seen, until the log tells where it belongs. */
export interface Orphan {
  readonly upgrade: Upgrade;
  readonly fingerprints: readonly Message[];
  readonly looks: number;
}

/** An entry of the log in which messages of an orphan were found. */
export interface Match {
  readonly entry: Logged;
  /** Milliseconds to add to the orphan's times to get the entry's. */
  readonly skew: number;
  /** How many of the orphan's messages were found, all with that distance. */
  readonly found: number;
}

/**
 * Looks for the messages of an orphan in the entries of the log.
 *
 * @returns the entries in which its first message was found, best first
 */
export function matchesOf(orphan: Orphan, entries: readonly Logged[]): Match[] {
  const first = orphan.fingerprints[0];
  if (first === undefined) return [];
  const matches: Match[] = [];
  for (const entry of entries) {
    let best: Match | null = null;
    for (const message of entry.messages) {
      if (!isAlike(first, message) || Math.abs(message.at - first.at) > CLOCK_TOLERANCE) continue;
      const skew = message.at - first.at;
      const found = orphan.fingerprints.filter((mine) =>
        entry.messages.some((theirs) => isSame(mine, theirs, skew)),
      ).length;
      if (best === null || found > best.found) best = { entry, skew, found };
    }
    if (best !== null) matches.push(best);
  }
  // Of two that fit equally well, the one whose clock is nearer: all requests of a page share one clock but for rounding.
  return matches.sort((a, b) => b.found - a.found || Math.abs(a.skew) - Math.abs(b.skew));
}

/**
 * Chooses where an orphan belongs.
 *
 * @param matches as `matchesOf` returns them
 * @returns the entry, or null when it is not yet sure
 */
export function choose(orphan: Orphan, matches: readonly Match[]): Match | null {
  const [best, second] = matches;
  if (best === undefined) return null;
  if (second === undefined || second.found < best.found) return best;
  // Streams that stay alike message for message have the same counts: after a while either will do.
  return orphan.looks >= PATIENCE ? best : null;
}

function isAlike(a: Message, b: Message): boolean {
  return a.direction === b.direction && a.opcode === b.opcode && a.size === b.size && a.digest === b.digest;
}

function isSame(mine: Message, theirs: Message, skew: number): boolean {
  return isAlike(mine, theirs) && Math.abs(mine.at + skew - theirs.at) < AGREEMENT;
}
