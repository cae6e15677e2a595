/** Height of a row in CSS pixels, as in the Network panel. */
export const ROW_HEIGHT = 21;

/** Height of a row whose explanation stands in a second line, in CSS pixels. */
export const BIG_ROW_HEIGHT = 39;

/** Rows that are drawn beyond each edge, so that a quick scroll finds them there. */
const SPARE = 6;

/** The part of a list that is drawn. */
export interface Slice {
  /** The first row drawn. */
  readonly first: number;
  /** One after the last row drawn. */
  readonly end: number;
}

/**
 * Which rows to draw. The start moves in steps, so that most scrolls draw nothing new.
 *
 * @param scrollTop CSS pixels
 * @param height of the viewport, CSS pixels
 * @param total rows in the list
 * @param rowHeight CSS pixels
 */
export function sliceOf(scrollTop: number, height: number, total: number, rowHeight = ROW_HEIGHT): Slice {
  const top = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const visible = Math.ceil(Math.max(0, height) / rowHeight) + 1;
  const stepped = Math.floor(Math.max(0, top - SPARE) / SPARE) * SPARE;
  // Even, so that the stripes of a list that is drawn from its middle stay where they are.
  const first = Math.min(stepped, Math.max(0, total - 1) & ~1);
  return { first, end: Math.min(total, Math.max(first, stepped + visible + 3 * SPARE)) };
}

/**
 * Where to scroll so that a row is in view, by the shortest way.
 *
 * @param index of the row
 * @param scrollTop CSS pixels now
 * @param height of the viewport without the header, CSS pixels
 * @param rowHeight CSS pixels
 * @returns the new scroll position
 */
export function scrollTo(index: number, scrollTop: number, height: number, rowHeight = ROW_HEIGHT): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}

/** The keys that move the selection. */
export type MoveKey = "ArrowUp" | "ArrowDown" | "PageUp" | "PageDown" | "Home" | "End";

/**
 * Which row a key selects.
 *
 * @param index of the selected row, or -1
 * @param page rows that fit the viewport
 * @returns an index within the list, or -1 when it is empty
 */
export function moveTo(key: MoveKey, index: number, page: number, total: number): number {
  if (total === 0) return -1;
  const step = Math.max(1, page - 1);
  const to = { ArrowUp: index - 1, ArrowDown: index + 1, PageUp: index - step, PageDown: index + step };
  const wanted = key === "Home" ? 0 : key === "End" ? total - 1 : index < 0 ? 0 : to[key];
  return Math.min(total - 1, Math.max(0, wanted));
}

/** Whether a key moves the selection. */
export function isMoveKey(key: string): key is MoveKey {
  return ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"].includes(key);
}
