import { useRef } from "preact/hooks";
import { t } from "../text.ts";
import { NARROWEST, type PlacedColumn, WIDEST } from "./column-layout.ts";
import type { ListState } from "./list-state.ts";

/** The border at the end of a column: dragged, it changes widths. Keys do the same on the header itself. */
export function HeadBorder({ state, column }: { state: ListState; column: PlacedColumn }) {
  const last = useRef<number | null>(null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves has a value, which hr has not
    <span
      class="head-border"
      role="separator"
      aria-orientation="vertical"
      aria-label={t("columnWidth", t(column.name))}
      aria-valuenow={Math.round(column.placedWidth)}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = event.clientX;
      }}
      onPointerMove={({ clientX }) => {
        if (last.current === null) return;
        // What could not be moved is made up for when the pointer comes back.
        last.current += state.widen(column.id, clientX - last.current);
      }}
      onLostPointerCapture={() => {
        last.current = null;
      }}
    />
  );
}
