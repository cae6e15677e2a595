import { stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";

/** The chips of the toolbar. */
export type StateChip = "all" | "pending" | "closed" | "failed";

/** Under which chip an upgrade stands besides "all". */
export function chipOf(upgrade: Upgrade): Exclude<StateChip, "all"> {
  const state = stateOf(upgrade);
  if (state === "closed") return "closed";
  return state === "failed" || state === "blocked" ? "failed" : "pending";
}
