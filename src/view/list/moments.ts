import { isOrdinaryRequest } from "../../upgrade/kinds/registry.ts";
import { stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";

/**
 * Since when it is open: the response, or the request where the time of the response is not known.
 *
 * @returns epoch milliseconds, or null
 */
export function openedAt(upgrade: Upgrade): number | null {
  return upgrade.exchange?.establishedAt ?? upgrade.response?.at ?? upgrade.request?.at ?? null;
}

/**
 * When it ended, by its end or by its error.
 *
 * @returns epoch milliseconds, or null while it lives or where nobody told
 */
export function endOf(upgrade: Upgrade): number | null {
  const state = stateOf(upgrade);
  if (state === "closed") return upgrade.closedAt ?? upgrade.error?.at ?? null;
  if (state === "failed" || state === "blocked") return upgrade.error?.at ?? upgrade.closedAt;
  return null;
}

/**
 * How long it has been what its Time cell says: open, waiting, or the time that it took to end.
 *
 * @param now epoch milliseconds
 * @returns milliseconds, or null where a moment is not known
 */
export function spanOf(upgrade: Upgrade, now: number): number | null {
  const state = stateOf(upgrade);
  // DevTools counts the whole of an ordinary request, from its sending on.
  const isWhole = state === "closed" && isOrdinaryRequest(upgrade.kind);
  const from =
    (state === "open" || state === "closed") && !isWhole
      ? openedAt(upgrade)
      : state === "queued"
        ? upgrade.createdAt
        : (upgrade.request?.at ?? upgrade.createdAt);
  const isOver = state === "closed" || state === "failed" || state === "blocked";
  const to = isOver ? endOf(upgrade) : now;
  return from === null || to === null ? null : Math.max(0, to - from);
}
