import type { Upgrade } from "../upgrade/upgrade.ts";
import type { DiagnosisResult } from "./diagnosis.ts";
import type { Context, PendingReason } from "./explanation.ts";

/** Why DevTools prints "Pending" for this upgrade, or null when it prints something else. */
export function pendingReason(
  _upgrade: Upgrade,
  _context: Context,
  _diagnosis: DiagnosisResult | null,
): PendingReason | null {
  return null;
}
