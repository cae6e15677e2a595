import { untracked, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import type { TimeRange } from "../../upgrade/lifespan.ts";
import { stateOf } from "../../upgrade/state.ts";
import type { ListState } from "../list/list-state.ts";
import { STATE_WORDS } from "../list/row-text.ts";
import { t } from "../text.ts";
import { useSize } from "../use-size.ts";
import { Canvas } from "./Canvas.tsx";
import { type Drag, dragFrom, draggedTo } from "./dragging.ts";
import { onTimelineKey } from "./keys.ts";
import { HEIGHT, LANES, TOP } from "./paint.ts";
import { pitchOf } from "./picture.ts";
import { lifelineAt } from "./pointed.ts";
import { RangeButton, RangeShade } from "./Range.tsx";
import { panned, timeAt, xOf, zoomed } from "./scale.ts";
import { Tip, tipText } from "./Tip.tsx";
import "./timeline.css";

/** How far a pixel of the wheel zooms. */
const WHEEL = 1.0015;

/** Pixels that a wheel means by a line. */
const LINE = 16;

/** The overview over the list: a lifeline for each connection. Pointing names it, dragging filters by time, the wheel zooms. */
export function Timeline({ store, list, onOpen }: { store: Store; list: ListState; onOpen: () => void }) {
  const state = list.timeline;
  const { filter } = store;
  const strip = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const chosen = useSignal<TimeRange | null>(null);
  const pointerX = useSignal(0);
  useSize(strip, (width) => {
    state.width.value = width;
  });
  useRangeEnd(store, list);
  const spoken = useComputed(() => {
    const pointed = state.pointed.value;
    // Spoken once: what is said ticks with the clock.
    return pointed?.by === "key" ? untracked(() => spokenOf(store, list, pointed.id)) : "";
  });

  const view = state.view.value;
  const width = state.width.value;
  const pointed = state.pointed.value;
  const range = chosen.value ?? filter.range.value;

  const lineUnder = ({ offsetX: x, offsetY: y }: MouseEvent) => {
    const lanes = state.lanes.peek();
    const row = Math.floor((y - TOP) / pitchOf(lanes, LANES));
    return view === null ? null : lifelineAt(lanes.lines, { row, x }, view, width, state.now.peek());
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || view === null) return;
    strip.current?.setPointerCapture(event.pointerId);
    drag.current = dragFrom(event.offsetX, filter.range.peek(), view, width);
  };
  const onPointerMove = (event: PointerEvent) => {
    pointerX.value = event.offsetX;
    if (drag.current !== null && view !== null) chosen.value = draggedTo(drag.current, event.offsetX, view, width);
    const line = chosen.value === null ? lineUnder(event) : null;
    state.pointed.value = line === null ? null : { id: line.id, by: "pointer" };
  };
  const onPointerUp = (event: PointerEvent) => {
    if (drag.current === null) return;
    const wasGripped = drag.current.anchor !== null;
    drag.current = null;
    const line = lineUnder(event);
    if (chosen.value !== null) filter.range.value = chosen.value;
    else if (line !== null) {
      store.selection.select(line.id);
      onOpen();
    } else if (!wasGripped) filter.range.value = null;
    chosen.value = null;
  };
  const cancel = () => {
    drag.current = null;
    chosen.value = null;
  };
  const onWheel = (event: WheelEvent) => {
    const extent = state.extent.peek();
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && drag.current !== null) cancel();
    else if (event.key === "Enter" && pointed !== null) {
      store.selection.select(pointed.id);
      onOpen();
    } else if (!onTimelineKey(event, state, filter)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocus = () => {
    if (strip.current?.matches(":focus-visible") !== true || state.pointed.peek() !== null) return;
    const { lines } = state.lanes.peek();
    const first = lines.find(({ id }) => id === store.selection.id.peek()) ?? lines[0];
    if (first !== undefined) state.pointed.value = { id: first.id, by: "key" };
  };
  const forget = () => {
    state.pointed.value = null;
  };

  const line = pointed === null ? undefined : state.lanes.value.lines.find(({ id }) => id === pointed.id);
  const tipX =
    line === undefined || view === null || pointed?.by === "pointer"
      ? pointerX.value
      : Math.min(Math.max(xOf(line.life.from, view, width), 0), width);
  return (
    <section class="timeline" aria-label={t("timeline")}>
      <div
        ref={strip}
        class="timeline-strip"
        style={`height:${HEIGHT}px`}
        role="application"
        aria-label={t("timeline")}
        aria-describedby="timeline-keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is operated by keys, which an application is
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={cancel}
        onPointerLeave={forget}
        onWheel={onWheel}
        onFocus={onFocus}
        onBlur={forget}
      >
        <Canvas store={store} state={state} />
        {range !== null && view !== null && <RangeShade range={range} view={view} width={width} />}
      </div>
      {filter.range.value !== null && (
        <RangeButton
          range={filter.range.value}
          onClear={() => {
            filter.range.value = null;
            strip.current?.focus({ preventScroll: true });
          }}
        />
      )}
      {line !== undefined && <Tip store={store} list={list} id={line.id} x={tipX} width={width} />}
      <span class="hidden" id="timeline-keys">
        {t("timelineKeys")}
      </span>
      <span class="hidden" role="status" aria-live="polite">
        {spoken.value}
      </span>
    </section>
  );
}

/** A range ends with what it was chosen from, and with Escape wherever nothing else takes it. */
function useRangeEnd(store: Store, list: ListState): void {
  const { range } = store.filter;
  const { extent, zoom } = list.timeline;
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
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}

function spokenOf(store: Store, list: ListState, id: string): string {
  const text = tipText(store, list, id, list.timeline.drops.value);
  const upgrade = store.upgrade(id);
  if (text === null || upgrade === null) return "";
  const words = [text.name, text.beside, t(STATE_WORDS[stateOf(upgrade)]), text.time, text.brief, text.together];
  return words.filter((word) => word !== null && word !== "").join(". ");
}
