import { mayBeOver, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";

/** The chips of the toolbar. */
export type StateChip = "all" | "pending" | "closed" | "failed";

/**
 * Under which chip an upgrade stands besides "all". Of what opened and may be over, nobody knows whether it is pending still.
 *
 * @param isFromFile a file describes one moment
 * @returns null: under no other
 */
export function chipOf(upgrade: Upgrade, isFromFile: boolean): Exclude<StateChip, "all"> | null {
  const state = stateOf(upgrade);
  if (state === "open" && (isFromFile || mayBeOver(upgrade))) return null;
  if (state === "closed") return "closed";
  return state === "failed" || state === "blocked" ? "failed" : "pending";
}
