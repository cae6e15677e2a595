import type { TimeRange } from "../../upgrade/lifespan.ts";
import { timeAt, xOf } from "./scale.ts";

/** A pointer that was put down on the timeline. */
export interface Drag {
  /** Where, in pixels. */
  readonly start: number;
  /** The edge of the range that stays where it is while the other one is moved, epoch milliseconds; null: a range begins. */
  readonly anchor: number | null;
}

/** Distance that a pointer must move to choose a range, in pixels. */
const MOVED = 4;

/** Distance within which an edge of the range can be moved, in pixels. */
const GRIP = 4;

/** What putting the pointer down there begins: a range, or the move of an edge of the one that is set. */
export function dragFrom(start: number, range: TimeRange | null, view: TimeRange, width: number): Drag {
  const isNear = (at: number) => Math.abs(xOf(at, view, width) - start) <= GRIP;
  if (range !== null && isNear(range.to)) return { start, anchor: range.from };
  if (range !== null && isNear(range.from)) return { start, anchor: range.to };
  return { start, anchor: null };
}

/**
 * The range that a drag has chosen so far.
 *
 * @param x of the pointer now, in pixels
 * @returns null while the pointer has hardly moved
 */
export function draggedTo({ start, anchor }: Drag, x: number, view: TimeRange, width: number): TimeRange | null {
  if (Math.abs(x - start) < MOVED) return null;
  const inside = Math.min(Math.max(x, 0), width);
  const [a, b] = [anchor ?? timeAt(start, view, width), timeAt(inside, view, width)];
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
