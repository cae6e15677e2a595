import { endedByItself, lifeOf, silenceOf } from "../../../upgrade/lifetime.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { Case } from "../diagnosis.ts";

/** The newest attempts are enough; a capture may hold thousands. */
const NEWEST = 50;

/** Ends are alike when they differ by at most this share, never by more than `MOST` milliseconds. */
const SHARE = 0.1;
const LEAST = 250;
const MOST = 1000;

/** Shorter times are ordinary ones of a page or a server: no time-out is that short. */
const SHORTEST = 900;

/** Without a close code the page itself may have closed it, as pages do at once when they have their response. */
const SHORTEST_UNTOLD = 10_000;

/** Ends of several connections to one address that came after the same time. */
export interface RepeatedEnd {
  /** What was the same: the silence before the end, the whole life, or both, which cannot be told apart. */
  readonly kind: "silence" | "life" | "either";
  /** Of this connection. */
  readonly milliseconds: number;
  /** How many others ended so. */
  readonly others: number;
  /** The largest difference from this one, in milliseconds. */
  readonly spread: number;
  /** Whether no message passed on any of them. */
  readonly noMessages: boolean;
}

/**
 * Whether this connection and others at the same address were cut after the same silence, or after the same life.
 *
 * @returns null unless at least one other, and at least half of those that were cut, ended alike
 */
export function repeatedEnd(seen: Case): RepeatedEnd | null {
  const own = endOf(seen.upgrade);
  if (own === null) return null;
  // A short end of which nobody heard how it came may have been the page's own: it speaks neither for a time-out nor against.
  const ends = seen.capture
    .lastAttemptsAt(seen.upgrade, NEWEST)
    .flatMap((other) => endOf(other) ?? [])
    .filter((end) => !own.isReported || end.isReported || end.life >= SHORTEST_UNTOLD);
  const silent = alike(own, ends, "silence");
  const lived = alike(own, ends, "life");
  const most = Math.max(silent.length, lived.length);
  if (most < Math.max(1, ends.length / 2)) return null;
  const kind = silent.length > lived.length ? "silence" : lived.length > silent.length ? "life" : "either";
  const measure = kind === "life" ? "life" : "silence";
  const same = kind === "life" ? lived : silent;
  return {
    kind,
    milliseconds: own[measure] ?? own.life,
    others: same.length,
    spread: Math.max(...same.map((end) => differenceOf(end[measure], own[measure]))),
    noMessages: [own, ...same].every((end) => end.silence === end.life),
  };
}

/** Connections that end nearer to each other than this ended for one reason, which need not be a time-out. Milliseconds. */
const TOGETHER_MS = 2000;

interface End {
  readonly at: number;
  /** null: nobody recorded messages. */
  readonly silence: number | null;
  readonly life: number;
  readonly isReported: boolean;
}

/** What may have been a time-out: an end without a closing message, or one of which nobody heard how it came. */
function endOf(upgrade: Upgrade): End | null {
  if (!endedByItself(upgrade) || upgrade.closedAt === null || upgrade.unwatchedSince !== null) return null;
  if (upgrade.close !== null && upgrade.close.code !== 1006) return null;
  const [silence, life] = [silenceOf(upgrade, upgrade.closedAt), lifeOf(upgrade)];
  const at = upgrade.closedAt;
  return life === null ? null : { at, silence, life, isReported: upgrade.close !== null };
}

function alike(own: End, ends: readonly End[], measure: "silence" | "life"): End[] {
  const time = own[measure];
  if (time === null) return [];
  const tolerance = Math.min(MOST, Math.max(LEAST, time * SHARE));
  return ends.filter((end) => {
    const shortest = own.isReported && end.isReported ? SHORTEST : SHORTEST_UNTOLD;
    const isAnotherMoment = Math.abs(end.at - own.at) > TOGETHER_MS;
    return isAnotherMoment && time >= shortest && differenceOf(end[measure], time) <= tolerance;
  });
}

function differenceOf(a: number | null, b: number | null): number {
  return a === null || b === null ? Number.POSITIVE_INFINITY : Math.abs(a - b);
}
