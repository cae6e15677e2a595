import type { Path } from "../../../knowledge/explanation/explanation.ts";
import { refusingHop } from "../../../knowledge/explanation/refusing-hop.ts";

/** A hop of the drawing. */
export interface Box {
  readonly name: string;
  /** What fits of the name. */
  readonly label: string;
  /** Middle of the box, pixels from the left. */
  readonly x: number;
  readonly width: number;
}

/** Where everything of the drawing stands, in pixels. */
export interface PathLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  /** The life-lines of the browser and of the server. */
  readonly left: number;
  readonly right: number;
  /** How far the request went, and how far back it is known that the response came from; both the server's where it is. */
  readonly reached: number;
  readonly responded: number;
  /** Heights of the request, the response and the open line; null where there is none. */
  readonly request: number | null;
  readonly answer: number | null;
  readonly line: number | null;
}

export const BOX_HEIGHT = 26;
export const PILL_HEIGHT = 18;
const STEP = 26;
const [GAP, PADDING, LEAST_BOX, MOST_BOX] = [8, 20, 56, 150];
/** Widest usual letter of the two fonts at their size, in pixels: text is cut rather than let out of its place. */
const LETTER = 7.2;
export const CODE_LETTER = 6.7;

/**
 * Lays out the path of a handshake: hops evenly from edge to edge, arrows below each other.
 *
 * @param width of the drawing in CSS pixels
 * @param causes of what went wrong, the likeliest first
 */
export function layPath(path: Path, width: number, causes: readonly { readonly id: string }[] = []): PathLayout {
  const { hops } = path;
  const room = Math.max(LEAST_BOX / 2, width / Math.max(1, hops.length) - GAP);
  const longest = Math.max(0, ...hops.map(({ name }) => name.length)) * LETTER + PADDING;
  const box = Math.round(Math.min(room, MOST_BOX, Math.max(LEAST_BOX + 24, longest)));
  const half = box / 2 + 1;
  const between = hops.length < 2 ? 0 : (width - 2 * half) / (hops.length - 1);
  const boxes = hops.map(({ name }, i) => ({
    name,
    label: cut(name, box - PADDING / 2, LETTER),
    x: Math.round(half + i * between) + 0.5,
    width: box,
  }));
  let y = BOX_HEIGHT + 4;
  const next = (wanted: boolean, step = STEP) => {
    if (wanted) y += step;
    return wanted ? y : null;
  };
  const request = next(path.request !== null);
  const answer = next(path.answer !== null || hasNoResponse(path));
  const line = next(path.line !== null, STEP + 2);
  const [left, right] = [boxes[0]?.x ?? 0, boxes.at(-1)?.x ?? 0];
  const refusing = boxes[refusingHop(hops, causes) ?? -1]?.x;
  // Which hop responded with a refusal is not known when more than one could have: only its last stretch is certain.
  const isUnsure = path.answer?.good === false && boxes.length > 2;
  return {
    width,
    height: y + (line === null ? 12 : PILL_HEIGHT / 2 + 12),
    boxes,
    left,
    right,
    reached: refusing ?? right,
    responded: refusing ?? (isUnsure ? (boxes[1]?.x ?? right) : right),
    request,
    answer,
    line,
  };
}

/** A request went out and nothing came back: the drawing says so. */
export function hasNoResponse(path: Path): boolean {
  return path.request !== null && path.answer === null && path.line === null;
}

/**
 * Cuts a text to a width.
 *
 * @param width in pixels
 * @param letter width of a letter in pixels
 */
export function cut(text: string, width: number, letter: number): string {
  const letters = Math.max(1, Math.floor(width / letter));
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}
