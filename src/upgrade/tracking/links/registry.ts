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

/** How far apart two records are by the first rule that links them; null: none does. */
export function linked(debuggers: Upgrade, logs: Upgrade): { readonly rank: number; readonly apart: number } | null {
  for (const [rank, link] of links.entries()) {
    const apart = link.apart(debuggers, logs);
    if (apart !== null) return { rank, apart };
  }
  return null;
}

/** Whether a rule shows that two records are of two connections. */
export function isDenied(debuggers: Upgrade, logs: Upgrade): boolean {
  return links.some((link) => link.denies(debuggers, logs));
}
