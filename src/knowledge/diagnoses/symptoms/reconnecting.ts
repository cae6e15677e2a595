import { beganAt, isDuplicateOf } from "../../../upgrade/series/series.ts";
import { stateOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { closeMeaning } from "../../close-codes/meaning.ts";
import type { Case } from "../diagnosis.ts";

/** Attempts further apart than this are no loop, and an attempt that has lasted this long has ended one. */
const MINUTE = 60_000;

/** Attempts that are known to have gone wrong count at once; of the others, whose end nobody explained, it takes more. */
const WRONG = 2;
const UNEXPLAINED = 4;

/** Attempts before this one that did not last. */
export interface Reconnecting {
  readonly earlier: readonly Upgrade[];
  /** From the beginning of the first of them to the beginning of this one, in milliseconds. */
  readonly withinMs: number;
}

/** Whether this is one more attempt of a page that comes back again and again; null when it is not, or no more. */
export function reconnecting({ upgrade, series, protocol, now }: Case): Reconnecting | null {
  const began = beganAt(upgrade);
  if (series === null || began === null || now - began >= MINUTE) return null;
  const before = series.attempts.slice(0, -1).filter((attempt, i) => {
    const start = beganAt(attempt);
    const next = series.attempts[i + 1];
    // A component that mounts twice gives its first socket up on purpose.
    const isDuplicate = next !== undefined && isDuplicateOf(attempt, next);
    return start !== null && began - start < MINUTE && !isDuplicate && !endedWell(attempt, protocol?.id ?? null);
  });
  const wrong = before.filter(
    (attempt) => stateOf(attempt) !== "closed" || attempt.close !== null || attempt.error !== null,
  );
  const first = before[0];
  if (first === undefined || (wrong.length < WRONG && before.length < UNEXPLAINED)) return null;
  return { earlier: before, withinMs: began - (beganAt(first) ?? began) };
}

/** Closed with a code that reports no fault: somebody wanted it so. */
function endedWell({ close }: Upgrade, protocolId: string | null): boolean {
  return close !== null && !closeMeaning(close.code, protocolId).fault;
}
