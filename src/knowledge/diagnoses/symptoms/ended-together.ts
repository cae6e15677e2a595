import type { EndsAround } from "../../../upgrade/series/ends.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { Case } from "../diagnosis.ts";

/** Longest time between ends that count as one moment, in milliseconds. */
const TOGETHER = 1000;

type Asked = Pick<Case, "upgrade" | "capture">;

/**
 * Other connections that ended by themselves within a second of this one: `near` those to the same host and port, in a way
 * that a restart brings about, `elsewhere` those to others, in a way that a lost network brings about.
 */
export function endedTogether({ upgrade, capture }: Asked): EndsAround {
  return capture.endedAround(upgrade, TOGETHER);
}

/** Another connection to the same host and port that was open a second before this one ended and a second after, or null. */
export function livedOn({ upgrade, capture }: Asked): Upgrade | null {
  return capture.livedThroughEnd(upgrade, TOGETHER);
}
