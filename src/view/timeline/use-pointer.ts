import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { RowFilter } from "../../store/row-filter.ts";
import type { TimeRange } from "../../upgrade/lifespan.ts";
import { type Drag, dragFrom, draggedTo } from "./dragging.ts";
import { LANES, TOP } from "./paint.ts";
import { pitchOf } from "./picture.ts";
import { lifelineAt } from "./pointed.ts";
import { panned, timeAt, zoomed } from "./scale.ts";
import type { TimelineState } from "./timeline-state.ts";

/** Zoom factor of one pixel of the wheel. */
const WHEEL = 1.0015;

/** Pixels that a wheel means by a line. */
const LINE = 16;

/** What a pointer does on the timeline. */
interface Pointer {
  /** Where it is, in CSS pixels. */
  readonly x: Signal<number>;
  /** The range that is being dragged. */
  readonly chosen: Signal<TimeRange | null>;
  isDown(): boolean;
  /** Forgets the drag. */
  cancel(): void;
  /** For the element that the timeline is drawn in. */
  readonly handlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(): void;
    onPointerLeave(): void;
    onWheel(event: WheelEvent): void;
  };
}

/**
 * Points at lifelines, chooses ranges by dragging, zooms and moves by the wheel.
 *
 * @param open shows a connection that was clicked
 */
export function usePointer(
  state: TimelineState,
  { range }: Pick<RowFilter, "range">,
  open: (id: string) => void,
): Pointer {
  const drag = useRef<Drag | null>(null);
  const chosen = useSignal<TimeRange | null>(null);
  const x = useSignal(0);
  const lineUnder = (event: MouseEvent) => {
    const [lanes, view] = [state.lanes.peek(), state.view.peek()];
    const row = Math.floor((event.offsetY - TOP) / pitchOf(lanes, LANES));
    const position = { row, x: event.offsetX };
    return view === null ? null : lifelineAt(lanes.lines, position, view, state.width.peek(), state.now.peek());
  };
  const cancel = () => {
    drag.current = null;
    chosen.value = null;
  };
  const onPointerDown = (event: PointerEvent) => {
    const view = state.view.peek();
    if (event.button !== 0 || view === null) return;
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = dragFrom(event.offsetX, range.peek(), view, state.width.peek());
  };
  const onPointerMove = (event: PointerEvent) => {
    const view = state.view.peek();
    x.value = event.offsetX;
    if (drag.current !== null && view !== null)
      chosen.value = draggedTo(drag.current, event.offsetX, view, state.width.peek());
    const line = chosen.value === null ? lineUnder(event) : null;
    state.pointed.value = line === null ? null : { id: line.id, by: "pointer" };
  };
  const onPointerUp = (event: PointerEvent) => {
    if (drag.current === null) return;
    const { anchor } = drag.current;
    const line = lineUnder(event);
    if (chosen.value !== null) range.value = chosen.value;
    else if (line !== null) open(line.id);
    else if (anchor === null) range.value = null;
    cancel();
  };
  const onWheel = (event: WheelEvent) => {
    const [view, extent, width] = [state.view.peek(), state.extent.peek(), state.width.peek()];
    if (view === null || extent === null) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE;
    const [across, down] = event.shiftKey ? [event.deltaX + event.deltaY, 0] : [event.deltaX, event.deltaY];
    if (Math.abs(across) > Math.abs(down)) {
      if (state.zoom.peek() !== null) state.zoom.value = panned(view, (across * unit) / Math.max(1, width), extent);
    } else {
      state.zoom.value = zoomed(view, timeAt(event.offsetX, view, width), WHEEL ** (down * unit), extent);
    }
  };
  const onPointerLeave = () => {
    state.pointed.value = null;
  };
  const handlers = { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: cancel, onPointerLeave, onWheel };
  return { x, chosen, isDown: () => drag.current !== null, cancel, handlers };
}
