import type { Upgrade } from "../upgrade/upgrade.ts";
import type { CheckResult } from "./check.ts";
import type { Context, Way } from "./explanation.ts";
import type { IntermediaryResult } from "./intermediary.ts";

/** The drawing of the handshake's way. */
export function way(
  _upgrade: Upgrade,
  _context: Context,
  _intermediaries: readonly IntermediaryResult[],
  _checks: readonly CheckResult[],
): Way {
  return { hops: [], request: null, answer: null, line: null };
}
