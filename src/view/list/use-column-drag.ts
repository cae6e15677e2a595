import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ColumnId } from "./columns.ts";
import type { ListState } from "./list-state.ts";

/** A press that goes farther than this (CSS pixels) moves a column, and is no click. */
const CLICK = 6;

/** Where a dragged column would be put: before another, or behind the last. */
type Drop = { readonly before: ColumnId | null };

/** How a header moves its columns. */
export interface ColumnDrag {
  start(event: PointerEvent, id: ColumnId): void;
  /** Whether the press that ends now was a drag; asked once. */
  wasDrag(): boolean;
  /** What marks the column that is dragged, and the place where it would be put. */
  classOf(id: ColumnId): string;
}

/** Dragging a header moves its column; Escape leaves all as it was. */
export function useColumnDrag(state: ListState, row: RefObject<HTMLElement | null>): ColumnDrag {
  const dragged = useSignal<ColumnId | null>(null);
  const drop = useSignal<Drop | null>(null);
  const isClickEaten = useRef(false);
  const listening = useRef(new AbortController());
  useEffect(() => () => listening.current.abort(), []);

  const dropAt = (x: number): Drop => {
    const heads = [...(row.current?.querySelectorAll("th") ?? [])];
    const ids = state.columnIds.peek();
    const at = heads.findIndex((head) => {
      const { left, width } = head.getBoundingClientRect();
      return x < left + width / 2;
    });
    return { before: at < 0 ? null : (ids[Math.max(1, at)] ?? null) };
  };
  const end = () => {
    listening.current.abort();
    dragged.value = null;
    drop.value = null;
  };
  return {
    start(event, id) {
      isClickEaten.current = false;
      if (event.button !== 0 || id === "name") return;
      const from = event.clientX;
      listening.current.abort();
      listening.current = new AbortController();
      const { signal } = listening.current;
      const onMove = ({ clientX }: PointerEvent) => {
        if (dragged.peek() === null && Math.abs(clientX - from) <= CLICK) return;
        dragged.value = id;
        drop.value = dropAt(clientX);
      };
      const onUp = () => {
        const to = drop.peek();
        isClickEaten.current = dragged.peek() !== null;
        end();
        if (to !== null) state.move(id, to.before);
      };
      const onKey = (key: KeyboardEvent) => {
        if (key.key !== "Escape") return;
        isClickEaten.current = dragged.peek() !== null;
        end();
        key.preventDefault();
        // Escape would also open DevTools' drawer.
        key.stopPropagation();
      };
      window.addEventListener("pointermove", onMove, { signal });
      window.addEventListener("pointerup", onUp, { signal });
      window.addEventListener("pointercancel", end, { signal });
      window.addEventListener("keydown", onKey, { capture: true, signal });
    },
    wasDrag() {
      const eaten = isClickEaten.current;
      isClickEaten.current = false;
      return eaten;
    },
    classOf(id) {
      if (dragged.value === null) return "";
      const ids = state.columnIds.value;
      const isLast = id === ids.at(-1);
      const mark =
        drop.value?.before === id ? " drop-before" : drop.value?.before === null && isLast ? " drop-after" : "";
      return (id === dragged.value ? " dragged" : "") + mark;
    },
  };
}
