import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../text.ts";
import type { ColumnId } from "./columns.ts";
import { HeadBorder } from "./HeadBorder.tsx";
import type { ListState } from "./list-state.ts";
import { useColumnDrag } from "./use-column-drag.ts";

/** How far one key press moves the border of a column, in CSS pixels. */
const STEP = 8;

/**
 * The header: a click sorts, dragging a name moves its column, dragging a border changes widths; its context menu shows and hides
 * columns. One stop for Tab, arrows go on from there; with Shift they change the width, with Alt they move the column.
 */
export function ListHead({ state }: { state: ListState }) {
  const row = useRef<HTMLTableRowElement>(null);
  const stop = useSignal<ColumnId>("name");
  const columns = state.columns.value;
  const sort = state.sort.value;
  const drag = useColumnDrag(state, row);

  const focusOn = (id: ColumnId) => {
    stop.value = id;
    row.current?.querySelector<HTMLElement>(`[data-column="${id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey) return;
    if (event.shiftKey) state.widen(stop.value, step * STEP);
    else if (event.altKey) {
      state.step(stop.value, step);
      // Its element is put elsewhere, which takes the focus away.
      const { value } = stop;
      requestAnimationFrame(() => focusOn(value));
    } else {
      const at = columns.findIndex(({ id }) => id === stop.value);
      const next = columns[at + step];
      if (next === undefined) return;
      focusOn(next.id);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    const head = event.target instanceof Element ? event.target.closest("th") : null;
    const target = event.target instanceof Element ? event.target.getBoundingClientRect() : null;
    const column = columns[head?.cellIndex ?? -1]?.id ?? null;
    // The menu key has no pointer: the menu then opens under its column.
    const byKey = event.clientX === 0 && event.clientY === 0 && target !== null;
    const place = byKey ? { x: target.left, y: target.bottom } : { x: event.clientX, y: event.clientY };
    state.menu.value = { ...place, column };
  };
  // A column that gave way cannot be the stop.
  const current = columns.some(({ id }) => id === stop.value) ? stop.value : "name";

  return (
    <thead>
      <tr aria-rowindex={1} ref={row} onKeyDown={onKeyDown} onContextMenu={onContextMenu}>
        {columns.map((column, at) => (
          <th
            key={column.id}
            scope="col"
            class={`head cell-${column.id}${drag.classOf(column.id)}`}
            aria-sort={sort?.column === column.id ? (sort.descending ? "descending" : "ascending") : "none"}
          >
            <button
              type="button"
              data-column={column.id}
              tabIndex={column.id === current ? 0 : -1}
              aria-label={t(column.name)}
              aria-description={t("columnKeys")}
              title={t(column.name)}
              onFocus={() => {
                stop.value = column.id;
              }}
              onPointerDown={(event) => drag.start(event, column.id)}
              onClick={() => {
                if (!drag.wasDrag()) state.sortBy(column.id);
              }}
            >
              <span class="head-text">{t(column.short)}</span>
              {sort?.column === column.id && <SortMark descending={sort.descending} />}
            </button>
            {at < columns.length - 1 && <HeadBorder state={state} column={column} />}
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
