import { stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";

/** The chips of the toolbar. */
export type StateChip = "all" | "pending" | "closed" | "failed";

/**
 * Under which chip an upgrade stands besides "all".
 *
 * @param isFromFile of what a file has open, nobody knows whether it is pending still
 * @returns null: under no other
 */
export function chipOf(upgrade: Upgrade, isFromFile: boolean): Exclude<StateChip, "all"> | null {
  const state = stateOf(upgrade);
  if (state === "open" && isFromFile) return null;
  if (state === "closed") return "closed";
  return state === "failed" || state === "blocked" ? "failed" : "pending";
}
