import { useComputed } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { rowOf } from "../../store/folding.ts";
import type { Store } from "../../store/store.ts";
import type { Announce } from "../Announcement.tsx";
import type { Actions } from "../actions.ts";
import { isMacKeyboard } from "../keys/use-commands.ts";
import { t } from "../text.ts";
import { useSize } from "../use-size.ts";
import { ColumnButton } from "./ColumnButton.tsx";
import { ColumnMenu } from "./ColumnMenu.tsx";
import { END } from "./column-layout.ts";
import { Empty } from "./Empty.tsx";
import { ListHead } from "./ListHead.tsx";
import type { ListState } from "./list-state.ts";
import { Row, rowId } from "./Row.tsx";
import { RowMenu } from "./RowMenu.tsx";
import { RowElements } from "./row-elements.ts";
import { RowSelecting } from "./select-rows.ts";
import { isMoveKey, moveTo, scrollTo, sliceOf } from "./window.ts";
import { measureWords } from "./word-widths.ts";
import "./list.css";

/** Height of the header in CSS pixels, its border included. */
const HEAD_HEIGHT = 27;

/** The table of all upgrades. Only what is in view is drawn. */
export function List({
  store,
  actions,
  state,
  onOpen,
  onClose,
  onCompare,
  announce,
}: {
  store: Store;
  actions: Actions;
  state: ListState;
  onOpen: () => void;
  onClose: () => boolean;
  onCompare: () => void;
  announce: Announce;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const places = useMemo(() => new RowElements(), []);
  const selecting = useMemo(() => new RowSelecting(store.selection), [store]);
  useLayoutEffect(() => {
    if (scroller.current !== null) state.wordWidths.value = measureWords(scroller.current);
  }, [state]);
  useSize(scroller, (width, height) => {
    state.width.value = width;
    state.height.value = height;
  });
  // Two numbers instead of one slice: the same rows must not be drawn again for every pixel of a scroll.
  const slice = useComputed(() =>
    sliceOf(state.scrollTop.value, state.height.value, state.rows.value.length, state.rowHeight.value),
  );
  const first = useComputed(() => slice.value.first);
  const end = useComputed(() => slice.value.end);
  const columns = state.columnIds.value;
  const isBig = state.isBig.value;
  const rows = state.rows.value;
  const selected = store.selection.id.value;
  const total = rows.length;
  const at = rowOf(rows, selected);
  const current = rows[at];
  const selectedIds = new Set(store.selection.ids.value);

  useEffect(() => {
    if (selected === null || scroller.current === null) return;
    const index = rowOf(state.rows.peek(), selected);
    if (index < 0) return;
    const { scrollTop, clientHeight } = scroller.current;
    scroller.current.scrollTop = scrollTo(index, scrollTop, clientHeight - HEAD_HEIGHT, state.rowHeight.peek());
  }, [selected, state]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current || event.altKey) return;
    if (isMain(event) && event.key.toLowerCase() === "a") selecting.all(rows);
    else if (isMain(event) && event.key.toLowerCase() === "c" && selectedIds.size > 0 && isNothingMarked())
      void announce(actions.copyPart("url", store.selection.ids.value), "copied", "copyFailed");
    else if (event.ctrlKey || event.metaKey) return;
    else if (isMoveKey(event.key)) {
      const page = Math.floor((state.height.value - HEAD_HEIGHT) / state.rowHeight.value);
      const to = moveTo(event.key, at, page, total);
      const row = rows[to];
      if (row !== undefined) selecting.choose(row.id, rows, { isShift: event.shiftKey, isMain: false });
    } else if (event.key === "ArrowRight" && current !== undefined) {
      if (current.isUnfolded) store.selection.select(rows[at + 1]?.id ?? null);
      else if (current.kind === "newest") state.setUnfolded(current.key, true);
      else return;
    } else if (event.key === "ArrowLeft" && current !== undefined) {
      const above = rows.slice(0, at).findLast(({ kind }) => kind !== "older");
      if (current.isUnfolded) state.setUnfolded(current.key, false);
      else if (current.kind === "older" && above !== undefined) store.selection.select(above.id);
      else return;
    } else if (event.key === "Enter" && selected !== null) {
      onOpen();
    } else if (event.key !== "Escape" || !onClose()) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const onClick = (event: MouseEvent) => {
    const row = rowAt(event.target);
    if (row === undefined) return;
    grid.current?.focus({ preventScroll: true });
    if (event.target instanceof Element && event.target.closest(".fold") !== null) {
      state.setUnfolded(row.key, !row.isUnfolded);
      return;
    }
    if (selecting.choose(row.id, rows, { isShift: event.shiftKey, isMain: isMain(event) })) onOpen();
  };

  const rowAt = (target: EventTarget | null) => {
    const id = target instanceof Element ? target.closest("[data-id]")?.getAttribute("data-id") : null;
    return rows.find((row) => row.id === id);
  };

  // The menu key and Shift+F10 come without a pointer: the menu then opens below the selected row.
  const onContextMenu = (event: MouseEvent) => {
    const pointed = rowAt(event.target);
    const row = pointed ?? (event.target === grid.current ? current : undefined);
    if (row === undefined) return;
    event.preventDefault();
    // An older attempt that is selected in a folded row stays so: the menu is for what the details show.
    const id = at >= 0 && row === current && selected !== null ? selected : row.id;
    if (!selectedIds.has(id)) store.selection.select(id);
    const box = document.getElementById(rowId(row.id))?.getBoundingClientRect();
    const position = pointed === undefined && box !== undefined ? { x: box.left + 24, y: box.bottom } : null;
    state.rowMenu.value = { id, ...(position ?? { x: event.clientX, y: event.clientY }) };
  };

  const drawn = rows.slice(first.value, end.value);
  const elements = places.assign(drawn.map(({ key }) => key));
  const isSelectedDrawn = at >= first.value && at < end.value;
  return (
    <div
      class={isBig ? "list list-big" : "list"}
      ref={scroller}
      onScroll={({ currentTarget }) => {
        state.scrollTop.value = currentTarget.scrollTop;
      }}
    >
      <ColumnButton state={state} />
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows can be selected, so it is a grid (ARIA in HTML)
        role="grid"
        ref={grid}
        aria-label={t("list")}
        aria-multiselectable={true}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={isSelectedDrawn && current !== undefined ? rowId(current.id) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onMouseDown={(event) => {
          // A stretch of rows is selected, not the text between.
          if (event.shiftKey) event.preventDefault();
        }}
        onContextMenu={onContextMenu}
      >
        <Widths state={state} />
        <ListHead state={state} />
        <tbody>
          <Space height={first.value * state.rowHeight.value} columns={columns.length} />
          {drawn.map((row, i) => (
            <Row
              key={elements[i]}
              store={store}
              row={row}
              index={first.value + i}
              isSelected={row === current || selectedIds.has(row.id)}
              columns={columns}
              state={state}
            />
          ))}
          <Space height={(total - end.value) * state.rowHeight.value} columns={columns.length} />
          {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: fills the height; it is no row of the list */}
          <tr class="filler" role="presentation">
            {columns.map((id) => (
              <td key={id} />
            ))}
          </tr>
        </tbody>
      </table>
      <ColumnMenu state={state} />
      <RowMenu store={store} actions={actions} state={state} announce={announce} grid={grid} onCompare={onCompare} />
      {total === 0 && <Empty store={store} actions={actions} />}
    </div>
  );
}

/** By itself, so that a border that is dragged draws no row again. */
function Widths({ state }: { state: ListState }) {
  return (
    <colgroup>
      {state.columns.value.map(({ id, isRest, placedWidth }, at, { length }) => (
        <col key={id} style={isRest ? undefined : `width:${placedWidth + (at === length - 1 ? END : 0)}px`} />
      ))}
    </colgroup>
  );
}

/** Whether no text is marked, which the browser itself would copy. */
function isNothingMarked(): boolean {
  return document.getSelection()?.isCollapsed !== false;
}

/** Whether Ctrl is held, or on a Mac ⌘. */
function isMain({ ctrlKey, metaKey }: KeyboardEvent | MouseEvent): boolean {
  return isMacKeyboard() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
}

/** Stands for rows that are not drawn, so that the scroll bar is right. */
function Space({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is no row of the list
    <tr class="space" role="presentation">
      <td colSpan={columns} style={`height:${height}px`} />
    </tr>
  );
}
