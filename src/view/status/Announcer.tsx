import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import { number } from "../format.ts";
import { t } from "../text.ts";

/** Changes that come close together are told as one, in milliseconds. */
const QUIET = 1000;

/** Tells screen readers how many upgrades are in which state, when that changes; ticks and counts stay silent. */
export function Announcer({ store }: { store: Store }) {
  const { pending, closed, failed, all } = store.counts.value;
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
