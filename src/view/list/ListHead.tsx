import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../text.ts";
import type { Column, ColumnId } from "./columns.ts";
import type { ListState } from "./list-state.ts";

/** The header: a click sorts; its context menu shows and hides columns. One stop for Tab, arrows go on from there. */
export function ListHead({ state, columns }: { state: ListState; columns: readonly Column[] }) {
  const row = useRef<HTMLTableRowElement>(null);
  const stop = useSignal<ColumnId>("name");
  const sort = state.sort.value;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const at = columns.findIndex(({ id }) => id === stop.value);
    const next = columns[at + step];
    if (step === 0 || next === undefined) return;
    stop.value = next.id;
    row.current?.querySelector<HTMLElement>(`[data-column="${next.id}"]`)?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    const target = event.target instanceof Element ? event.target.getBoundingClientRect() : null;
    // The menu key has no pointer: the menu then opens under its column.
    const byKey = event.clientX === 0 && event.clientY === 0 && target !== null;
    state.menu.value = byKey ? { x: target.left, y: target.bottom } : { x: event.clientX, y: event.clientY };
  };
  // A column that gave way cannot be the stop.
  const current = columns.some(({ id }) => id === stop.value) ? stop.value : "name";

  return (
    <thead>
      <tr aria-rowindex={1} ref={row} onKeyDown={onKeyDown} onContextMenu={onContextMenu}>
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            class={`head cell-${column.id}`}
            aria-sort={sort?.column === column.id ? (sort.descending ? "descending" : "ascending") : "none"}
          >
            <button
              type="button"
              data-column={column.id}
              tabIndex={column.id === current ? 0 : -1}
              aria-label={t(column.name)}
              title={t(column.name)}
              onFocus={() => {
                stop.value = column.id;
              }}
              onClick={() => state.sortBy(column.id)}
            >
              <span class="head-text">{t(column.short)}</span>
              {sort?.column === column.id && <SortMark descending={sort.descending} />}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function SortMark({ descending }: { descending: boolean }) {
  return (
    <svg class="sort-mark" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
      <path d={descending ? "M0 2h8L4 7z" : "M0 6h8L4 1z"} />
    </svg>
  );
}
