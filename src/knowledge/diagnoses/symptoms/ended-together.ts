import type { Case } from "../diagnosis.ts";

/** Longest time between ends that count as one moment, in milliseconds. */
const TOGETHER = 1000;

/**
 * Number of other connections that ended by themselves, and not with code 1000, within a second of this one: `near` to the
 * same host and port, `elsewhere` to others.
 */
export function endedTogether({ upgrade, capture }: Pick<Case, "upgrade" | "capture">): {
  readonly near: number;
  readonly elsewhere: number;
} {
  return capture.endedAround(upgrade, TOGETHER);
}
