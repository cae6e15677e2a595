import { endedAt, endedByItself, lifeOf } from "../../../upgrade/lifetime.ts";
import { beganAt, isDuplicateOf } from "../../../upgrade/series/series.ts";
import { stateOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { closeMeaning } from "../../close-codes/meaning.ts";
import type { Case } from "../diagnosis.ts";

/** Life from which a connection has lasted, in milliseconds. */
const LASTED = 60_000;

/** Longest pause between two attempts of one loop, in milliseconds: clients cap theirs well below. */
const MOST_PAUSE = 600_000;

/** Life below which nobody had any use of a connection, in milliseconds. */
const BRIEF = 2000;

/** Fewest attempts that make a loop. */
const FEWEST = 3;

/** Fewest of them where nobody reported how they ended: a page may have closed them on purpose. */
const FEWEST_UNEXPLAINED = 5;

/** The newest attempts of a series that is over, none of which lasted. */
export interface ShortLives {
  /** Oldest first, this one last. */
  readonly attempts: readonly Upgrade[];
  /** From the beginning of the first to the beginning of the last, in milliseconds. */
  readonly withinMs: number;
  /** The longest that one of them was open, in milliseconds; null: none opened. */
  readonly longestMs: number | null;
  /** The longest time from the beginning of one to that of the next, in milliseconds. */
  readonly longestIntervalMs: number;
}

/** How the series of which this is the newest attempt came to nothing; null: it lasts, or may have been meant so. */
export function shortLives({ upgrade, series, protocol }: Case): ShortLives | null {
  const protocolId = protocol?.id ?? null;
  if (series === null || !cameToNothing(upgrade, protocolId)) return null;
  const attempts: Upgrade[] = [upgrade];
  for (const before of series.attempts.slice(0, -1).reverse()) {
    const next = attempts.at(-1) ?? upgrade;
    const [ended, began] = [endedAt(before), beganAt(next)];
    if (!cameToNothing(before, protocolId) || (ended !== null && began !== null && began - ended > MOST_PAUSE)) break;
    // A component that mounts twice gives its first socket up on purpose.
    if (!isDuplicateOf(before, next)) attempts.push(before);
  }
  attempts.reverse();
  const explained = attempts.filter(
    (attempt) =>
      attempt.close !== null ||
      attempt.error !== null ||
      attempt.blocked !== null ||
      (lifeOf(attempt) ?? BRIEF) < BRIEF,
  );
  if (attempts.length < (explained.length < FEWEST ? FEWEST_UNEXPLAINED : FEWEST)) return null;
  const starts = attempts.map((attempt) => beganAt(attempt) ?? 0);
  const lives = attempts.flatMap((attempt) => (stateOf(attempt) === "closed" ? (lifeOf(attempt) ?? []) : []));
  return {
    attempts,
    withinMs: (starts.at(-1) ?? 0) - (starts[0] ?? 0),
    longestMs: lives.length === 0 ? null : Math.max(...lives),
    longestIntervalMs: Math.max(...starts.slice(1).map((at, i) => at - (starts[i] ?? at))),
  };
}

/**
 * How long no attempt has followed the series, in milliseconds; null: it is not over, or the next one may still come.
 *
 * The time counts up to now, or up to the last moment that a file knows.
 */
export function stoppedFor(seen: Case): number | null {
  const lives = shortLives(seen);
  const ended = endedAt(seen.upgrade);
  if (lives === null || ended === null) return null;
  const silent = seen.now - ended;
  return silent > Math.max(LASTED, 3 * lives.longestIntervalMs) ? silent : null;
}

/** Never opened, or opened, did not last, and was not closed with a code that reports no fault. */
function cameToNothing(upgrade: Upgrade, protocolId: string | null): boolean {
  const state = stateOf(upgrade);
  if (upgrade.ended === "navigation" || upgrade.ended === "target-gone") return false;
  if (state === "failed" || state === "blocked") return true;
  if (state !== "closed") return false;
  const { close, error } = upgrade;
  if (!endedByItself(upgrade) && error === null) return false;
  if (close !== null && !closeMeaning(close.code, protocolId).fault) return false;
  const life = lifeOf(upgrade);
  return life !== null && life < LASTED;
}
