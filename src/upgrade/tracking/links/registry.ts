import type { Upgrade } from "../../upgrade.ts";
import { byKey } from "./key.ts";
import type { Link } from "./link.ts";
import { byMonotonicTime } from "./monotonic-time.ts";
import { byStart } from "./start.ts";

/**
 * The rules that make two rows one for good, in the order in which they are asked. They are asked of a record of the debugger
 * and one of the log that have one URL, or one key. Two names of one source are never linked: each source has one name for a
 * connection. Links that may be revised, or need a whole poll, stand beside: `waiting`, `messages`, `live-socket`.
 */
export const links: readonly Link[] = [byKey, byStart, byMonotonicTime];

/** How well two records fit by the first rule that links them. */
export interface Fit {
  /** The place of the rule; the first is the surest. */
  readonly rank: number;
  /** How far apart the two are by that rule. */
  readonly apart: number;
  /** Whether they are linked at once, or by the next poll of the log, if they are still the nearest then. */
  readonly isSure: boolean;
}

/** How well two records fit by the first rule that links them; null: none does. */
export function linked(debuggers: Upgrade, logs: Upgrade): Fit | null {
  for (const [rank, link] of links.entries()) {
    const apart = link.apart(debuggers, logs);
    if (apart !== null) return { rank, apart, isSure: link.isSure(apart) };
  }
  return null;
}

/** Orders fits, the best first. */
export function byFit(one: Fit, other: Fit): number {
  return one.rank - other.rank || one.apart - other.apart;
}

/** Whether a rule shows that two records are of two connections. */
export function isDenied(debuggers: Upgrade, logs: Upgrade): boolean {
  return links.some((link) => link.denies(debuggers, logs));
}
