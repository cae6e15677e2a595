import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { useSize } from "../use-size.ts";

/** Narrowest field in which a filter can be typed beside its chips, with the gaps around it, in CSS pixels. */
const FIELD = 216;

/**
 * Room in the toolbar: for one row; for two, with the filter in the second, as the Network panel has them in a narrow window; or
 * for two without what the settings have as well. Words are not equally long in all languages, so no width is fixed.
 */
export type Room = "one-row" | "two-rows" | "crowded";

/** The room that the toolbar has now. */
export function useRoom(toolbar: RefObject<HTMLElement | null>): ReadonlySignal<Room> {
  const room = useSignal<Room>("one-row");
  // What is left out has no width, and comes back when there is room for it.
  const pending = useRef(0);
  useSize(toolbar, (width) => {
    const { current } = toolbar;
    if (current === null) return;
    const optional = widthOf(current.querySelector(".other-pending"));
    if (optional > 0) pending.current = optional;
    const missing = pending.current - optional;
    const groups = [...current.children].filter((group) => !group.matches(".toolbar-filter"));
    const controls = groups.reduce((sum, group) => sum + widthOf(group), missing);
    const filter = FIELD + widthOf(current.querySelector(".chips"));
    room.value = controls + filter <= width ? "one-row" : controls <= width ? "two-rows" : "crowded";
  });
  return room;
}

function widthOf(element: Element | null): number {
  return element instanceof HTMLElement ? element.offsetWidth : 0;
}
