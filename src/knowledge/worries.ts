import type { Upgrade } from "../upgrade/upgrade.ts";
import type { CheckResult } from "./check.ts";
import type { Context, Worry } from "./explanation.ts";
import type { IntermediaryResult } from "./intermediary.ts";
import type { ProtocolResult } from "./protocol.ts";

/** The four questions of "Should I worry?", answered from what was observed. */
export function worries(
  _upgrade: Upgrade,
  _context: Context,
  _intermediaries: readonly IntermediaryResult[],
  _protocol: ProtocolResult | null,
  _checks: readonly CheckResult[],
): Worry[] {
  return [];
}
