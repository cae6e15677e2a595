import type { MessageKey } from "../text.ts";

export type ColumnId = "name" | "status" | "time" | "explanation" | "sent" | "received" | "rate" | "lifeline";

/** A column of the list. */
export interface Column {
  readonly id: ColumnId;
  /** Its full name, for tooltips, menus and screen readers. */
  readonly name: MessageKey;
  /** What stands in the header. */
  readonly short: MessageKey;
  /** Width in CSS; null takes what is left. */
  readonly width: string | null;
  /** In a list narrower than this (CSS pixels) the column gives way by itself. */
  readonly from: number;
}

/** In a list narrower than this (CSS pixels) the explanation stands in a second line of the row, or gives way to the details. */
const EXPLAINED_FROM = 640;

/** Share of the list that the name has beside the explanation. */
const NAME_SHARE = "26%";

/** The columns from left to right. */
export const columns: readonly Column[] = [
  { id: "name", name: "columnName", short: "columnName", width: null, from: 0 },
  { id: "status", name: "columnStatus", short: "columnStatus", width: "74px", from: 0 },
  { id: "time", name: "columnTime", short: "columnTime", width: "140px", from: 0 },
  { id: "explanation", name: "columnExplanation", short: "columnExplanation", width: null, from: EXPLAINED_FROM },
  { id: "sent", name: "columnSent", short: "columnSentShort", width: "52px", from: 440 },
  { id: "received", name: "columnReceived", short: "columnReceivedShort", width: "60px", from: 380 },
  { id: "rate", name: "columnRate", short: "columnRateShort", width: "70px", from: 520 },
  { id: "lifeline", name: "columnLifeline", short: "columnLifeline", width: "121px", from: 480 },
];

/** Whether a remembered name is that of a column. */
export function isColumnId(name: string): name is ColumnId {
  return columns.some(({ id }) => id === name);
}

/**
 * The columns to show: those that the user did not hide and that the width has room for. The name is always there.
 *
 * @param width of the list in CSS pixels
 */
export function visibleColumns(hidden: ReadonlySet<ColumnId>, width: number): Column[] {
  const visible = columns.filter(({ id, from }) => id === "name" || (!hidden.has(id) && width >= from));
  // What is left goes to the explanation, which needs it more than the name.
  if (!visible.some(({ id }) => id === "explanation")) return visible;
  return visible.map((column) => (column.id === "name" ? { ...column, width: NAME_SHARE } : column));
}
