import type { RowFilter } from "../../store/row-filter.ts";
import type { TimeRange } from "../../upgrade/lifespan.ts";
import type { Lifeline } from "./lanes.ts";
import { moved, moveOf } from "./pointed.ts";
import { panned, zoomed } from "./scale.ts";
import type { TimelineState } from "./timeline-state.ts";

/** Zoom factor of one key press. */
const ZOOM = 0.7;

/** Share of the view by which a page key goes on. */
const PAGE = 0.8;

/** Share of the view by which an arrow key moves the end of the range. */
const STRETCH = 0.02;

/** What a key means on the timeline. */
type Act = (state: TimelineState, filter: Pick<RowFilter, "range">) => boolean;

const zoomBy =
  (factor: number): Act =>
  (state) => {
    const [view, extent] = [state.view.peek(), state.extent.peek()];
    if (view === null || extent === null) return false;
    const line = pointedLine(state);
    const middle = line === null ? (view.from + view.to) / 2 : (line.life.from + endOf(line, state)) / 2;
    const around = Math.min(Math.max(middle, view.from), view.to);
    state.zoom.value = zoomed(view, around, factor, extent);
    return true;
  };

const panBy =
  (share: number): Act =>
  (state) => {
    const [view, extent] = [state.zoom.peek(), state.extent.peek()];
    if (view !== null && extent !== null) state.zoom.value = panned(view, share, extent);
    return true;
  };

const setEdge =
  (edge: keyof TimeRange): Act =>
  (state, { range }) => {
    const line = pointedLine(state);
    if (line === null) return false;
    const own = { from: line.life.from, to: endOf(line, state) };
    const known = range.peek();
    const next = known === null ? own : { ...known, [edge]: own[edge] };
    range.value = next.from <= next.to ? next : own;
    return true;
  };

const ACTS: Readonly<Record<string, Act>> = {
  "+": zoomBy(ZOOM),
  "=": zoomBy(ZOOM),
  "-": zoomBy(1 / ZOOM),
  "0": (state) => {
    state.zoom.value = null;
    return true;
  },
  PageUp: panBy(-PAGE),
  PageDown: panBy(PAGE),
  "[": setEdge("from"),
  "]": setEdge("to"),
};

/**
 * Does what a key asks for on the timeline: arrows go from lifeline to lifeline, with Shift they move the end of the range;
 * `[` and `]` set its edges, plus, minus and zero zoom, page keys move the view, Escape takes back.
 *
 * @returns whether the key meant something
 */
export function onTimelineKey(event: KeyboardEvent, state: TimelineState, filter: Pick<RowFilter, "range">): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.key === "Escape") return takeBack(state, filter);
  const move = moveOf(event.key);
  if (move === null) return ACTS[event.key]?.(state, filter) ?? false;
  if (event.shiftKey) return stretch(state, filter, move === "ArrowLeft" ? -1 : move === "ArrowRight" ? 1 : 0);
  const line = moved(state.lanes.peek().lines, state.pointed.peek()?.id ?? null, move);
  if (line === null) return false;
  state.pointed.value = { id: line.id, by: "key" };
  bringIntoView(line, state);
  return true;
}

/** The lifeline that is looked at, or null. */
function pointedLine(state: TimelineState): Lifeline | null {
  const id = state.pointed.peek()?.id;
  return state.lanes.peek().lines.find((line) => line.id === id) ?? null;
}

function endOf({ life }: Lifeline, state: TimelineState): number {
  return life.to ?? Math.max(life.from, state.now.peek());
}

/** First the range, then the zoom; then the key is for others. */
function takeBack(state: TimelineState, { range }: Pick<RowFilter, "range">): boolean {
  if (range.peek() !== null) range.value = null;
  else if (state.zoom.peek() !== null) state.zoom.value = null;
  else return false;
  return true;
}

function stretch(state: TimelineState, { range }: Pick<RowFilter, "range">, direction: number): boolean {
  const view = state.view.peek();
  if (view === null || direction === 0) return false;
  const from = range.peek()?.from ?? pointedLine(state)?.life.from ?? view.from;
  const to = (range.peek()?.to ?? from) + direction * STRETCH * (view.to - view.from);
  range.value = { from, to: Math.max(from, to) };
  return true;
}

function bringIntoView(line: Lifeline, state: TimelineState): void {
  const [view, extent] = [state.zoom.peek(), state.extent.peek()];
  if (view === null || extent === null) return;
  const length = view.to - view.from;
  const end = endOf(line, state);
  if (end >= view.from && line.life.from <= view.to) return;
  const by = (line.life.from < view.from ? line.life.from - view.from : line.life.from - view.to) / length;
  state.zoom.value = panned(view, by + Math.sign(by) * 0.2, extent);
}
