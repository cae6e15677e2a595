import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { chipOf } from "../../store/filter/chips.ts";
import type { Store } from "../../store/store.ts";
import { number } from "../format.ts";
import { t } from "../text.ts";

/** Changes that come close together are told as one, in milliseconds. */
const QUIET = 1000;

/** Of the page alone: a file changes nothing, and choosing what is listed is no event. */
function ownCounts(store: Store): Record<"pending" | "closed" | "failed" | "all", number> {
  const counts = { pending: 0, closed: 0, failed: 0, all: 0 };
  for (const id of store.ids.value) {
    const upgrade = store.fileOf(id) === null ? store.life(id) : null;
    if (upgrade === null) continue;
    counts.all++;
    counts[chipOf(upgrade)]++;
  }
  return counts;
}

/** Tells screen readers how many upgrades are in which state, when that changes; ticks and counts stay silent. */
export function Announcer({ store }: { store: Store }) {
  const { pending, closed, failed, all } = useComputed(() => ownCounts(store)).value;
  const said = useSignal("");
  useEffect(() => {
    if (all === 0) return;
    const timer = setTimeout(() => {
      said.value = t("announce", number(pending), number(closed), number(failed));
    }, QUIET);
    return () => clearTimeout(timer);
  }, [pending, closed, failed, all, said]);
  return (
    <span class="hidden" role="status" aria-live="polite">
      {said.value}
    </span>
  );
}
