import { useSignalEffect } from "@preact/signals";
import type { Store } from "../../store/store.ts";
import { lifespanOf } from "../../upgrade/lifespan.ts";
import type { TimelineState } from "./timeline-state.ts";

/** Whether anything of a connection lies before that moment, whatever the filter says of it. */
function beganBefore(store: Store, id: string, at: number): boolean {
  const upgrade = store.life(id);
  const life = upgrade === null ? null : lifespanOf(upgrade);
  return life !== null && (life.isOlder || life.from <= at);
}

/** A range ends with what it was chosen from, and with Escape wherever nothing else takes it; a zoom ends with what it showed. */
export function useRangeEnd(store: Store, { extent, zoom }: TimelineState): void {
  const { range } = store.filter;
  useSignalEffect(() => {
    const chosen = range.value;
    if (chosen !== null && !store.ids.value.some((id) => beganBefore(store, id, chosen.to))) range.value = null;
  });
  useSignalEffect(() => {
    const [whole, shown] = [extent.value, zoom.value];
    if (shown !== null && (whole === null || shown.to <= whole.from || shown.from >= whole.to)) zoom.value = null;
  });
  useSignalEffect(() => {
    if (range.value === null) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      range.value = null;
      event.preventDefault();
      // At the document, DevTools listens for it to open its drawer.
      event.stopPropagation();
    };
    const { body } = document;
    body.addEventListener("keydown", onKeyDown);
    return () => body.removeEventListener("keydown", onKeyDown);
  });
}
