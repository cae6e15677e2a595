import type { Upgrade } from "../upgrade/upgrade.ts";
import type { DiagnosisResult } from "./diagnosis.ts";
import type { Context, Verdict } from "./explanation.ts";

/** The one sentence about an upgrade. */
export function verdict(_upgrade: Upgrade, _context: Context, _diagnosis: DiagnosisResult | null): Verdict {
  return { level: "unknown", headline: "Not judged", sentence: "Not judged yet." };
}
