import { untracked, useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import { plural } from "../format.ts";
import type { ListState } from "../list/list-state.ts";
import { stateText } from "../list/row-text.ts";
import { t } from "../text.ts";
import { useFrame } from "../use-frame.ts";
import { useSize } from "../use-size.ts";
import { Canvas } from "./Canvas.tsx";
import { onTimelineKey } from "./keys.ts";
import { HEIGHT } from "./paint.ts";
import { RangeButton, RangeShade } from "./Range.tsx";
import { xOf } from "./scale.ts";
import { Tip, tipText } from "./Tip.tsx";
import { usePointer } from "./use-pointer.ts";
import { useRangeEnd } from "./use-range-end.ts";
import "./timeline.css";

interface Shown {
  readonly store: Store;
  readonly list: ListState;
  readonly onOpen: () => void;
}

/** The overview over the list: a lifeline for each connection. Pointing names it, dragging filters by time, the wheel zooms. */
export function Timeline(shown: Shown) {
  // The rows are on the screen first: thousands of lifelines are laid out after the frame that shows them.
  if (useFrame()) return <Strip {...shown} />;
  return (
    <div class="timeline timeline-place">
      <div style={`height:${HEIGHT}px`} />
    </div>
  );
}

function Strip({ store, list, onOpen }: Shown) {
  const state = list.timeline;
  const { filter } = store;
  const strip = useRef<HTMLDivElement>(null);
  const open = (id: string) => {
    store.selection.select(id);
    onOpen();
  };
  const pointer = usePointer(state, filter, open);
  useSize(strip, (width) => {
    state.width.value = width;
  });
  useRangeEnd(store, state);
  const label = useComputed(() => {
    const pointed = state.pointed.value;
    // Spoken once: what is said ticks with the clock.
    return pointed?.by === "key" ? untracked(() => labelOf(store, list, pointed.id)) : "";
  });

  const view = state.view.value;
  const width = state.width.value;
  const pointed = state.pointed.value;
  const range = pointer.chosen.value ?? filter.range.value;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && pointer.isDown()) pointer.cancel();
    else if (event.key === "Enter" && pointed !== null) open(pointed.id);
    else if (!onTimelineKey(event, state, filter)) return;
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
      ? pointer.x.value
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
        {...pointer.handlers}
        onFocus={onFocus}
        onBlur={forget}
      >
        <Canvas store={store} state={state} />
        {range !== null && view !== null && <RangeShade range={range} view={view} width={width} />}
      </div>
      {state.untimed.value > 0 && <p class="timeline-untimed">{plural(state.untimed.value, "timelineUntimed")}</p>}
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
        {label.value}
      </span>
    </section>
  );
}

function labelOf(store: Store, list: ListState, id: string): string {
  const text = tipText(store, list, id, list.timeline.drops.value);
  const upgrade = store.upgrade(id);
  if (text === null || upgrade === null) return "";
  const words = [
    text.name,
    text.beside,
    stateText(upgrade, store.fileOf(id) !== null),
    text.time,
    text.brief,
    text.together,
  ];
  return words.filter((word) => word !== null && word !== "").join(". ");
}
