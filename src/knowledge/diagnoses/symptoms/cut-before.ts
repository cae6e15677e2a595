import { endedByItself, lifeOf, openedAt, silenceOf } from "../../../upgrade/lifetime.ts";
import type { Series } from "../../../upgrade/series/series.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { duration, type Words } from "../../text.ts";

/** The close code of an ordinary end (RFC 6455 §7.4.1). */
const NORMAL = 1000;

/** Number of earlier attempts from which on they are reported. */
const EARLIER = 2;

/** Share by which times may differ that are called alike. */
const ALIKE = 0.1;

/** The attempts before one that is open, all of which were cut. */
export interface CutBefore {
  readonly count: number;
  /** ", each after 1 min", ", each after 1 min of silence", or nothing where their times differ. */
  readonly each: Words;
  /** Whether the same may be about to happen to this one: they were cut after one time, and it has not lasted longer than they did. */
  readonly isDue: boolean;
}

/**
 * Whether all attempts before one that is open ended by themselves, and not in the ordinary way.
 *
 * @param upgrade one that is open, and the newest of its series
 * @param now epoch milliseconds
 * @returns null unless there were at least two
 */
export function cutBefore(upgrade: Upgrade, series: Series | null, now: number): CutBefore | null {
  const earlier = series?.attempts.slice(0, -1) ?? [];
  const areCut = earlier.every((attempt) => endedByItself(attempt) && attempt.close?.code !== NORMAL);
  if (earlier.length < EARLIER || !areCut) return null;
  const lives = earlier.map((attempt) => lifeOf(attempt) ?? 0);
  const silences = earlier.map((attempt) =>
    attempt.closedAt === null ? 0 : (silenceOf(attempt, attempt.closedAt) ?? 0),
  );
  const each = eachAfter(lives, silences);
  const opened = openedAt(upgrade);
  const hasOutlived = opened !== null && now - opened > Math.max(...lives) * (1 + ALIKE);
  return { count: earlier.length, each, isDue: each !== "" && !hasOutlived };
}

/** Where the lives are alike as well, the silences say no more than they do. */
function eachAfter(lives: readonly number[], silences: readonly number[]): Words {
  if (areAlike(lives)) return `, each after ${duration(Math.min(...lives))}`;
  return areAlike(silences) ? `, each after ${duration(Math.min(...silences))} of silence` : "";
}

/** Zero stands for what is not known. */
function areAlike(times: readonly number[]): boolean {
  const [shortest, longest] = [Math.min(...times), Math.max(...times)];
  return shortest > 0 && longest - shortest <= ALIKE * longest;
}
