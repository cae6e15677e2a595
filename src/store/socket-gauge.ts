import { computed, type ReadonlySignal } from "@preact/signals";
import { isOpenNow } from "../upgrade/lifetime.ts";
import { stateOf } from "../upgrade/state.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import type { PageUpgrades } from "./page-upgrades.ts";

/** Most WebSockets that a process may have open or connecting (docs/chromium.md#socket-limit). */
export const MOST_SOCKETS = 255;

/** Number from which on they are reported: four fifths. */
const TOLD_FROM = 0.8 * MOST_SOCKETS;

/**
 * Number of WebSockets that the page's process has open or connecting, once they are so many that the browser may soon refuse more.
 * Those of other pages in the same process are not seen, so it is the least.
 *
 * @returns null: they are few, or more than one process can have
 */
export function createSocketGauge(page: PageUpgrades): ReadonlySignal<number | null> {
  return computed(() => {
    if (page.ids.value.length < TOLD_FROM) return null;
    const count = page.capture.value.index.sockets.upgrades.filter(isCounted).length;
    // More cannot be in one process: what is counted is not.
    return count < TOLD_FROM || count > MOST_SOCKETS ? null : count;
  });
}

/** Frames may live in another process, shared and service workers mostly do. */
function isCounted(upgrade: Upgrade): boolean {
  const { target } = upgrade;
  if (target !== "page" && target !== "worker") return false;
  const state = stateOf(upgrade);
  return state === "queued" || state === "requested" || isOpenNow(upgrade);
}
