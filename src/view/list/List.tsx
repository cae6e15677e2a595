import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { t } from "../text.ts";
import { useSize } from "../use-size.ts";
import { ColumnMenu } from "./ColumnMenu.tsx";
import { visibleColumns } from "./columns.ts";
import { Empty } from "./Empty.tsx";
import { ListHead } from "./ListHead.tsx";
import type { ListState } from "./list-state.ts";
import { Row, rowId } from "./Row.tsx";
import { isMoveKey, moveTo, ROW_HEIGHT, scrollTo, sliceOf } from "./window.ts";
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
}: {
  store: Store;
  actions: Actions;
  state: ListState;
  onOpen: () => void;
  onClose: () => boolean;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  useSize(scroller, (width, height) => {
    state.width.value = width;
    state.height.value = height;
  });
  // Two numbers instead of one slice: the same rows must not be drawn again for every pixel of a scroll.
  const slice = useComputed(() => sliceOf(state.scrollTop.value, state.height.value, state.ids.value.length));
  const first = useComputed(() => slice.value.first);
  const end = useComputed(() => slice.value.end);
  const columns = useComputed(() => visibleColumns(state.hidden.value, state.width.value)).value;
  const ids = state.ids.value;
  const selected = store.selected.value;
  const total = ids.length;

  useEffect(() => {
    if (selected === null || scroller.current === null) return;
    const index = state.ids.peek().indexOf(selected);
    if (index < 0) return;
    const { scrollTop, clientHeight } = scroller.current;
    scroller.current.scrollTop = scrollTo(index, scrollTop, clientHeight - HEAD_HEIGHT);
  }, [selected, state]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current || event.altKey || event.ctrlKey || event.metaKey) return;
    if (isMoveKey(event.key)) {
      const page = Math.floor((state.height.value - HEAD_HEIGHT) / ROW_HEIGHT);
      const to = moveTo(event.key, selected === null ? -1 : ids.indexOf(selected), page, total);
      store.selected.value = ids[to] ?? null;
    } else if (event.key === "Enter" && selected !== null) {
      onOpen();
    } else if (event.key !== "Escape" || !onClose()) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest("[data-id]") : null;
    const id = row?.getAttribute("data-id") ?? null;
    if (id === null) return;
    store.selected.value = id;
    grid.current?.focus({ preventScroll: true });
    onOpen();
  };

  const drawn = ids.slice(first.value, end.value);
  const isSelectedDrawn = selected !== null && drawn.includes(selected);
  return (
    <div
      class="list"
      ref={scroller}
      onScroll={({ currentTarget }) => {
        state.scrollTop.value = currentTarget.scrollTop;
      }}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows can be selected, so it is a grid (ARIA in HTML)
        role="grid"
        ref={grid}
        aria-label={t("list")}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={isSelectedDrawn ? rowId(selected) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={width === null ? undefined : `width:${width}px`} />
          ))}
        </colgroup>
        <ListHead state={state} columns={columns} />
        <tbody>
          <Space rows={first.value} columns={columns.length} />
          {drawn.map((id, i) => (
            <Row
              key={id}
              store={store}
              id={id}
              index={first.value + i}
              isSelected={id === selected}
              columns={columns}
            />
          ))}
          <Space rows={total - end.value} columns={columns.length} />
          {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: fills the height; it is no row of the list */}
          <tr class="filler" role="presentation">
            {columns.map(({ id }) => (
              <td key={id} />
            ))}
          </tr>
        </tbody>
      </table>
      <ColumnMenu state={state} />
      {total === 0 && <Empty store={store} actions={actions} />}
    </div>
  );
}

/** Stands for rows that are not drawn, so that the scroll bar is right. */
function Space({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is no row of the list
    <tr class="space" role="presentation">
      <td colSpan={columns} style={`height:${rows * ROW_HEIGHT}px`} />
    </tr>
  );
}
