import { endedAt, openedAt, timeBetween, wasCut } from "../../../upgrade/lifetime.ts";
import type { CaptureIndex } from "../../../upgrade/series/capture-index.ts";
import { beganAt, type Series } from "../../../upgrade/series/series.ts";
import { wasOpened } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";

/** Longest time from an end to the next attempt that still follows from it, in milliseconds. */
const SOON = 60_000;

/** How a connection came back. */
export interface Reconnected {
  /** From the end of the one before it until it was open itself, in milliseconds. */
  readonly afterMs: number;
  /** How many had ended in one moment, the one before it included. */
  readonly ended: number;
}

/**
 * Whether a connection took the place of one that was cut in one moment with others: the same address, asked for by the same
 * script as far as that is known, soon after the end; attempts between them that failed do not matter.
 *
 * @param upgrade one that is open
 * @param series the series that it is the newest attempt of
 * @param index of the capture
 * @returns null: it did not, or nothing shows it
 */
export function reconnected(upgrade: Upgrade, series: Series | null, index: CaptureIndex): Reconnected | null {
  const earlier = series?.attempts.slice(0, -1) ?? [];
  const at = earlier.findLastIndex(wasOpened);
  const before = earlier[at];
  const next = series?.attempts[at + 1];
  if (before === undefined || next === undefined || !wasCut(before) || !isOfOneScript(before, upgrade)) return null;
  const pause = timeBetween(endedAt(before), beganAt(next));
  const afterMs = timeBetween(endedAt(before), openedAt(upgrade));
  const drop = pause === null || pause > SOON || afterMs === null ? null : index.dropOf(before);
  return drop === null || afterMs === null ? null : { afterMs, ended: drop.ids.length };
}

function isOfOneScript({ initiator: a }: Upgrade, { initiator: b }: Upgrade): boolean {
  return a === null || b === null || a.url === b.url;
}
