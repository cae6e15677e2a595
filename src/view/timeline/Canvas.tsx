import { useComputed, useSignalEffect } from "@preact/signals";
import { useCallback, useRef } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import { plural } from "../format.ts";
import { HEIGHT, LANES, type Palette, paint, type Scene } from "./paint.ts";
import { crossesApart, pictureOf, pitchOf } from "./picture.ts";
import { xOf } from "./scale.ts";
import type { TimelineState } from "./timeline-state.ts";
import { useThemeChange } from "./use-theme-change.ts";
import { dropLabel, lineText, summaryText } from "./words.ts";

/** The drawing: one canvas, painted again when a life, the view or the clock has changed, and never while it is not seen. */
export function Canvas({ store, state }: { store: Store; state: TimelineState }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef(0);
  const draw = useCallback(() => {
    cancelAnimationFrame(frame.current);
    // The browser asks for no frame of a hidden page.
    frame.current = requestAnimationFrame(() => {
      const scene = sceneOf(store, state);
      if (canvas.current === null) return;
      if (scene !== null) paintOn(canvas.current, scene, state.width.peek());
      // Where nothing is listed, nothing of before may stay.
      else canvas.current.getContext("2d")?.reset();
    });
  }, [store, state]);
  useSignalEffect(() => {
    const { lanes, pale, view, now, width, pointed } = state;
    void [lanes.value, pale.value, view.value, now.value, width.value, pointed.value, store.selection.id.value];
    draw();
    return () => cancelAnimationFrame(frame.current);
  });
  useThemeChange(draw);
  const summary = useComputed(() => {
    const view = state.extent.value;
    const pale = state.pale.value.lines.length;
    if (pale > 0) return plural(pale, "timelinePale");
    return view === null ? plural(0, "timelineConnections") : summaryText(state.lanes.value, state.drops.value, view);
  });
  return <canvas ref={canvas} class="timeline-canvas" role="img" aria-label={summary.value} />;
}

function sceneOf(store: Store, state: TimelineState): Scene | null {
  const [view, now, width] = [state.view.peek(), state.now.peek(), state.width.peek()];
  if (view === null) return null;
  const isPale = state.lanes.peek().lines.length === 0;
  const lanes = isPale ? state.pale.peek() : state.lanes.peek();
  const pointed = state.pointed.peek()?.id ?? null;
  const selected = store.selection.id.peek();
  const framed = lanes.lines
    .filter(({ id }) => !isPale && (id === pointed || id === selected))
    .map(({ id, row, life }) => ({
      row,
      from: life.isOlder ? 0 : xOf(life.from, view, width),
      to: xOf(life.to ?? Math.max(now, life.from), view, width),
      isPointed: id === pointed,
    }));
  const pitch = pitchOf(lanes, LANES);
  return {
    picture: pictureOf(lanes.lines, view, width, now, crossesApart(pitch)),
    isPale,
    view,
    drops: state.drops.peek(),
    pitch,
    framed,
    dropLabel,
    label: (at, step) => lineText(at, step, view),
  };
}

function paintOn(canvas: HTMLCanvasElement, scene: Scene, width: number): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const ratio = devicePixelRatio;
  const [across, down] = [Math.round(width * ratio), Math.round(HEIGHT * ratio)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint(context, scene, width, paletteOf(canvas));
}

/** The colors of the style sheet, which resolves them for theme and contrast: each hangs on a property that draws nothing here. */
function paletteOf(canvas: HTMLCanvasElement): Palette {
  const style = getComputedStyle(canvas);
  return {
    text: style.color,
    grid: style.borderTopColor,
    open: style.borderRightColor,
    closed: style.borderBottomColor,
    waiting: style.borderLeftColor,
    failed: style.outlineColor,
    drop: style.columnRuleColor,
    focus: style.caretColor,
  };
}
