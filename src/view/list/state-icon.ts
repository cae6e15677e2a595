import type { State } from "../../upgrade/upgrade.ts";
import type { IconName } from "../Icon.tsx";

/** A state as shape and color; the word is in row-text.ts. */
export const STATE_ICONS: Readonly<Record<State, { readonly name: IconName; readonly tone: string }>> = {
  open: { name: "arrows", tone: "good" },
  queued: { name: "clock", tone: "dim" },
  requested: { name: "clock", tone: "warning" },
  closed: { name: "ring", tone: "dim" },
  failed: { name: "cross", tone: "error" },
  blocked: { name: "barred", tone: "error" },
};
