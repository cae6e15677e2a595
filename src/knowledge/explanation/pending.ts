import { factsOf } from "../../upgrade/kinds/registry.ts";
import { isUnreported, stateOf } from "../../upgrade/state.ts";
import type { State, Upgrade } from "../../upgrade/upgrade.ts";
import type { Words } from "../text.ts";
import type { PendingReason } from "./explanation.ts";

/** A reason in words; its title is "Why DevTools says Pending" unless it has another. */
export interface PendingText {
  readonly title?: string;
  readonly plain: Words;
  readonly engineer: Words;
}

/** For each state of one kind in which the Network panel's words need an explanation, what explains them. */
export type PendingWords = Readonly<Partial<Record<State, (upgrade: Upgrade) => PendingText | null>>>;

/**
 * Why the Network panel prints "Pending" for this upgrade, or the other word that people stumble over: "Finished". What it
 * prints was read in its source and seen in Chromium 156.
 *
 * @param words of its kind
 * @returns null where its words need no explanation, for a file, of which the panel prints nothing, and for Firefox, whose
 *   panel has other words
 */
export function pendingReason(upgrade: Upgrade, words: PendingWords): PendingReason | null {
  if (upgrade.fromFile || isUnreported(upgrade) || upgrade.client === "Firefox") return null;
  // Whether DevTools still says so of what it does not watch, nobody knows.
  if (upgrade.unwatchedSince !== null && factsOf(upgrade.kind).endsUnseen) return null;
  const text = words[stateOf(upgrade)]?.(upgrade) ?? null;
  return text && { title: "Why DevTools says Pending", ...text };
}
