import { lifeOf, openedAt, silenceOf, wasCut } from "../../../upgrade/lifetime.ts";
import type { Series } from "../../../upgrade/series/series.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { duration, type Words } from "../../text.ts";

/** Number of earlier attempts from which on they are told. */
const EARLIER = 2;

/** Share by which times may differ that are called alike. */
const ALIKE = 0.1;

/** The close code of a connection that went without a closing handshake (RFC 6455 §7.1.5). */
const ABNORMAL = 1006;

/** The attempts before one that is open, all of which ended by themselves, and not in the ordinary way. */
export interface CutBefore {
  readonly count: number;
  /** Whether each is known to have gone without a closing handshake: only then it was cut, else no more is known than that it ended. */
  readonly areKnownCuts: boolean;
  /** ", each after 1 min", ", each after 1 min of silence", or nothing where their times differ. */
  readonly each: Words;
  /** Whether the same may be about to happen to this one: they were cut after one time, and it has not lasted longer than they did. */
  readonly isDue: boolean;
  /** The time that each of them lasted, in milliseconds; null: their times differ. */
  readonly lifeMs: number | null;
  /** Until this one will have lasted as long, in milliseconds, below 0 where it has; null: that is not known, or says nothing any more. */
  readonly dueInMs: number | null;
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
  if (earlier.length < EARLIER || !earlier.every(wasCut)) return null;
  const lives = earlier.map((attempt) => lifeOf(attempt) ?? 0);
  const silences = earlier.map((attempt) =>
    attempt.closedAt === null ? 0 : (silenceOf(attempt, attempt.closedAt) ?? 0),
  );
  const each = eachAfter(lives, silences);
  const opened = openedAt(upgrade);
  const hasOutlived = opened !== null && now - opened > Math.max(...lives) * (1 + ALIKE);
  const lifeMs = areAlike(lives) ? Math.min(...lives) : null;
  return {
    count: earlier.length,
    areKnownCuts: earlier.every(({ close }) => close?.code === ABNORMAL),
    each,
    isDue: each !== "" && !hasOutlived,
    lifeMs,
    dueInMs: lifeMs === null || opened === null || hasOutlived ? null : opened + lifeMs - now,
  };
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
