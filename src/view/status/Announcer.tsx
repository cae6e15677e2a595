import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { chipOf } from "../../store/filter/chips.ts";
import type { Store } from "../../store/store.ts";
import { number } from "../format.ts";
import { t } from "../text.ts";

/** Changes that come close together are announced as one, in milliseconds. */
const TOGETHER = 1000;

/** Least time between two announcements, in milliseconds: on a busy page they would never end. */
const APART = 10_000;

/** Of the page alone: a file changes nothing, and choosing what is listed is no event. */
function ownCounts(store: Store): Record<"pending" | "closed" | "failed" | "all", number> {
  const counts = { pending: 0, closed: 0, failed: 0, all: 0 };
  for (const id of store.page.ids.value) {
    const upgrade = store.life(id);
    if (upgrade === null) continue;
    counts.all++;
    const chip = chipOf(upgrade, false);
    if (chip !== null) counts[chip]++;
  }
  return counts;
}

/** Tells screen readers how many upgrades are in which state, when that changes; ticks and counts stay silent. */
export function Announcer({ store }: { store: Store }) {
  const counts = useComputed(() => ownCounts(store));
  const { pending, closed, failed, all } = counts.value;
  const said = useSignal("");
  // A change does not put off what is about to be said: else a page that never rests would be silent.
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (all === 0 || timer.current !== null) return;
    const words = () => {
      const now = counts.peek();
      return t("announce", number(now.pending), number(now.closed), number(now.failed));
    };
    if (words() === said.peek()) return;
    const wait = Math.max(TOGETHER, lastAt.current + APART - performance.now());
    timer.current = setTimeout(() => {
      timer.current = null;
      lastAt.current = performance.now();
      said.value = words();
    }, wait);
  }, [pending, closed, failed, all, said, counts]);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return (
    <span class="hidden" role="status" aria-live="polite">
      {said.value}
    </span>
  );
}
