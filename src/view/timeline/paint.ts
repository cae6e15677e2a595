import type { TimeRange } from "../../upgrade/lifespan.ts";
import type { Drop } from "../../upgrade/series/drops.ts";
import { type Bar, CROSSED, type Mark, type Picture } from "./picture.ts";
import { ticksIn, xOf } from "./scale.ts";

/** Height of the line with the times, in CSS pixels. */
export const AXIS = 15;

/** Height of the lifelines below it, in CSS pixels. */
export const LANES = 50;

/** Free space above the first and below the last row, in CSS pixels. */
const EDGE = 3;

/** Height of the whole strip, in CSS pixels. */
export const HEIGHT = AXIS + LANES + 2 * EDGE;

/** Width that a time takes, in CSS pixels. */
const LABEL = 84;

/** Free space around a word over the lines, in CSS pixels. */
const AROUND = 6;

/** How much of a lifeline is seen that the filter keeps out, from 0 to 1. */
const PALE = 0.3;

/** Number of crosses from which on they keep to their rows. */
const CROWD = 200;

/** The colors of the theme that holds. */
export interface Palette {
  readonly text: string;
  readonly grid: string;
  readonly open: string;
  readonly closed: string;
  readonly waiting: string;
  readonly failed: string;
  readonly drop: string;
  readonly focus: string;
}

/** What goes onto the canvas. */
export interface Scene {
  readonly picture: Picture;
  /** Whether it is drawn only as what the filter keeps out. */
  readonly isPale: boolean;
  readonly view: TimeRange;
  readonly drops: readonly Drop[];
  /** Distance of two rows, in CSS pixels. */
  readonly pitch: number;
  /** The lifelines that are looked at or selected, to be framed. */
  readonly framed: readonly (Bar & { readonly isPointed: boolean })[];
  /** What stands at a drop. */
  dropLabel(drop: Drop): string;
  /** What a line of the grid is called. */
  label(at: number, step: number): string;
}

/** Offset of the first row, in CSS pixels. */
export const TOP = AXIS + EDGE;

/** Draws a scene of that width, in CSS pixels; everything that is of one color at once. */
export function paint(context: CanvasRenderingContext2D, scene: Scene, width: number, palette: Palette): void {
  context.clearRect(0, 0, width, HEIGHT);
  const dropLabels = placedDropLabels(context, scene, width);
  paintGrid(context, scene, width, palette, dropLabels);
  const { picture, pitch, isPale } = scene;
  context.globalAlpha = isPale ? PALE : 1;
  const { waiting, open, closed, older } = picture.bars;
  const middle = (row: number) => TOP + (row + 0.5) * pitch;
  // Rows that touch each other are filled: a bar between two pixels would be pale.
  const thick = pitch < 3 ? pitch : Math.min(6, pitch - (pitch < 5 ? 1 : 2));
  const fill = (bars: readonly Bar[], color: string, height: number) => {
    context.fillStyle = color;
    for (const { row, from, to } of bars)
      context.fillRect(from, Math.round(middle(row) - height / 2), to - from, height);
  };
  dash(context, older, middle, [1, 3], palette.open, Math.min(2, thick));
  dash(context, waiting, middle, [3, 2], palette.waiting, Math.min(2, thick));
  fill(closed, palette.closed, Math.ceil(thick / 2));
  fill(open, palette.open, thick);
  paintDrops(context, scene, width, palette, dropLabels);
  const cap = pitch < 3 ? pitch : pitch - 1;
  context.fillStyle = palette.text;
  for (const { row, x } of picture.ends) context.fillRect(x - 1, Math.round(middle(row) - cap / 2), 2, cap);
  const reach = picture.failures.length > CROWD ? pitch / 2 : Math.min(3.5, Math.max(2.5, pitch / 2));
  if (pitch >= CROSSED) fill(picture.failureRuns, palette.failed, 1);
  paintFailures(context, picture.failures, middle, reach, palette.failed);
  context.globalAlpha = 1;
  paintFrames(context, scene, palette);
}

/** A word over the lines. */
interface Label {
  readonly text: string;
  /** Left edge and width, in CSS pixels. */
  readonly x: number;
  readonly width: number;
}

const DROP_FONT = "500 10px system-ui, sans-serif";

/** The words at the drops, as far as there is room: of two that would cover each other the first. */
function placedDropLabels(context: CanvasRenderingContext2D, scene: Scene, width: number): Label[] {
  context.font = DROP_FONT;
  const placed: Label[] = [];
  for (const drop of scene.drops) {
    const x = middleOf(drop, scene.view, width);
    if (x < 0 || x > width) continue;
    const text = scene.dropLabel(drop);
    const long = context.measureText(text).width;
    // To the right of its arrowhead, and at the right edge to the left of it.
    const left = x + AROUND + long <= width ? x + AROUND : x - AROUND - long;
    if (left < 0 || placed.some((label) => areOver(label, left, long))) continue;
    placed.push({ text, x: left, width: long });
  }
  return placed;
}

function areOver(label: Label, x: number, width: number): boolean {
  return x < label.x + label.width + AROUND && label.x < x + width + AROUND;
}

function paintGrid(
  context: CanvasRenderingContext2D,
  scene: Scene,
  width: number,
  palette: Palette,
  dropLabels: readonly Label[],
): void {
  const { step, at } = ticksIn(scene.view, width / LABEL);
  context.fillStyle = palette.grid;
  for (const moment of at) context.fillRect(Math.round(xOf(moment, scene.view, width)), 0, 1, HEIGHT);
  context.fillStyle = palette.text;
  context.font = "10px system-ui, sans-serif";
  context.textBaseline = "middle";
  const marked = scene.drops.map((drop) => middleOf(drop, scene.view, width));
  for (const moment of at) {
    const x = Math.round(xOf(moment, scene.view, width)) + 4;
    const text = scene.label(moment, step);
    const long = context.measureText(text).width;
    // What stands at a drop names a moment as well, and says more than the time beside it.
    const isCovered =
      dropLabels.some((label) => areOver(label, x, long)) ||
      marked.some((mark) => mark > x - AROUND && mark < x + long + AROUND);
    if (x + long < width && !isCovered) context.fillText(text, x, AXIS / 2 + 1);
  }
}

function dash(
  context: CanvasRenderingContext2D,
  bars: readonly Bar[],
  middle: (row: number) => number,
  pattern: number[],
  color: string,
  height: number,
): void {
  if (bars.length === 0) return;
  context.strokeStyle = color;
  context.lineWidth = height;
  context.setLineDash(pattern);
  context.beginPath();
  for (const { row, from, to } of bars) {
    context.moveTo(from, middle(row));
    context.lineTo(to, middle(row));
  }
  context.stroke();
  context.setLineDash([]);
}

/** Where a drop is marked, in CSS pixels. */
function middleOf({ from, to }: Drop, view: TimeRange, width: number): number {
  return xOf((from + to) / 2, view, width);
}

/** A line through all rows, with an arrowhead and words on top. */
function paintDrops(
  context: CanvasRenderingContext2D,
  { drops, view }: Scene,
  width: number,
  { drop: color }: Palette,
  labels: readonly Label[],
): void {
  context.fillStyle = color;
  context.font = DROP_FONT;
  for (const drop of drops) {
    const x = middleOf(drop, view, width);
    if (x < -5 || x > width + 5) continue;
    context.fillRect(x - 0.5, AXIS, 1, HEIGHT - AXIS);
    context.beginPath();
    context.moveTo(x - 4, AXIS - 3);
    context.lineTo(x + 4, AXIS - 3);
    context.lineTo(x, AXIS + 3);
    context.fill();
  }
  for (const { text, x } of labels) context.fillText(text, x, AXIS / 2 + 1);
}

function paintFailures(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  middle: (row: number) => number,
  reach: number,
  color: string,
): void {
  if (marks.length === 0) return;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const { row, x } of marks) {
    const y = middle(row);
    context.moveTo(x - reach, y - reach);
    context.lineTo(x + reach, y + reach);
    context.moveTo(x + reach, y - reach);
    context.lineTo(x - reach, y + reach);
  }
  context.stroke();
}

function paintFrames(context: CanvasRenderingContext2D, { framed, pitch }: Scene, { focus }: Palette): void {
  context.strokeStyle = focus;
  for (const { row, from, to, isPointed } of framed) {
    const height = Math.max(7, pitch + 1);
    context.lineWidth = isPointed ? 1.5 : 1;
    context.strokeRect(from - 3, TOP + (row + 0.5) * pitch - height / 2, to - from + 6, height);
  }
}
