import { useSignalEffect } from "@preact/signals";
import type { Store } from "../../store/store.ts";
import type { TimelineState } from "./timeline-state.ts";

/** A range ends with what it was chosen from, and with Escape wherever nothing else takes it; a zoom ends with what it showed. */
export function useRangeEnd(store: Store, { extent, zoom }: TimelineState): void {
  const { range } = store.filter;
  useSignalEffect(() => {
    const [whole, chosen, look] = [extent.value, range.value, zoom.value];
    if (chosen !== null && (whole === null ? store.ids.value.length === 0 : chosen.to < whole.from)) range.value = null;
    if (look !== null && (whole === null || look.to <= whole.from || look.from >= whole.to)) zoom.value = null;
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
