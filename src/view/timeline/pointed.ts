import type { TimeRange } from "../../upgrade/lifespan.ts";
import type { Lifeline } from "./lanes.ts";
import { xOf } from "./scale.ts";

/** Distance from a lifeline within which a pointer means it, in pixels. */
const NEAR = 5;

/**
 * The lifeline at a place: of several the shortest, which would be hard to point at otherwise.
 *
 * @param row at the pointer
 * @param x of the pointer, in pixels
 */
export function lifelineAt(
  lines: readonly Lifeline[],
  { row, x }: { readonly row: number; readonly x: number },
  view: TimeRange,
  width: number,
  now: number,
): Lifeline | null {
  let best: { line: Lifeline; distance: number; length: number } | null = null;
  for (const line of lines) {
    if (line.row !== row) continue;
    const from = line.life.isOlder ? 0 : xOf(line.life.from, view, width);
    const to = xOf(line.life.to ?? now, view, width);
    const distance = Math.max(from - x, x - to, 0);
    const length = to - from;
    if (distance > NEAR) continue;
    const isBetter = best === null || distance < best.distance || (distance === best.distance && length < best.length);
    if (isBetter) best = { line, distance, length };
  }
  return best?.line ?? null;
}

/** The keys that go from lifeline to lifeline. */
const MOVES = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"] as const;
type Move = (typeof MOVES)[number];

/** The move that a key asks for, or null. */
export function moveOf(key: string): Move | null {
  return MOVES.find((move) => move === key) ?? null;
}

/**
 * The lifeline that a key goes to: left and right in the order of beginnings, up and down to the nearest in the next row.
 *
 * @param lines the earliest first
 * @param id of the one that is focused, or null
 * @returns null when there is none
 */
export function moved(lines: readonly Lifeline[], id: string | null, key: Move): Lifeline | null {
  const at = lines.findIndex((line) => line.id === id);
  const current = lines[at];
  if (key === "Home" || current === undefined) return (key === "End" ? lines.at(-1) : lines[0]) ?? null;
  if (key === "End") return lines.at(-1) ?? null;
  if (key === "ArrowLeft") return lines[Math.max(0, at - 1)] ?? null;
  if (key === "ArrowRight") return lines[Math.min(lines.length - 1, at + 1)] ?? null;
  const beyond = (line: Lifeline) => (key === "ArrowUp" ? current.row - line.row : line.row - current.row);
  const away = (line: Lifeline) => Math.abs(line.life.from - current.life.from);
  let best = current;
  for (const line of lines) {
    if (beyond(line) <= 0) continue;
    const isNearer = beyond(line) < beyond(best) || (beyond(line) === beyond(best) && away(line) < away(best));
    if (best === current || isNearer) best = line;
  }
  return best;
}
