import type { MessageKey } from "../text.ts";

export type ColumnId = "name" | "status" | "time" | "sent" | "received" | "rate";

/** A column of the list. */
export interface Column {
  readonly id: ColumnId;
  /** Its full name, for tooltips, menus and screen readers. */
  readonly name: MessageKey;
  /** What stands in the header. */
  readonly short: MessageKey;
  /** CSS pixels; null takes what is left. */
  readonly width: number | null;
  /** In a list narrower than this (CSS pixels) the column gives way by itself. */
  readonly from: number;
}

/** The columns from left to right. */
export const columns: readonly Column[] = [
  { id: "name", name: "columnName", short: "columnName", width: null, from: 0 },
  { id: "status", name: "columnStatus", short: "columnStatus", width: 74, from: 0 },
  { id: "time", name: "columnTime", short: "columnTime", width: 140, from: 0 },
  { id: "sent", name: "columnSent", short: "columnSentShort", width: 52, from: 440 },
  { id: "received", name: "columnReceived", short: "columnReceivedShort", width: 60, from: 380 },
  { id: "rate", name: "columnRate", short: "columnRateShort", width: 70, from: 520 },
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
  return columns.filter(({ id, from }) => id === "name" || (!hidden.has(id) && width >= from));
}
