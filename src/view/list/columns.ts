import type { MessageKey } from "../text.ts";

export type ColumnId =
  | "name"
  | "host"
  | "status"
  | "time"
  | "explanation"
  | "sent"
  | "received"
  | "bytes"
  | "rate"
  | "lifeline"
  | "initiator"
  | "via"
  | "close"
  | "opened"
  | "last"
  | "protocol"
  | "library"
  | "target"
  | "kind";

/** A column of the list. */
export interface Column {
  readonly id: ColumnId;
  /** Its full name, for tooltips, menus and screen readers. */
  readonly name: MessageKey;
  /** What stands in the header. */
  readonly short: MessageKey;
  /** Width in CSS pixels until the user chooses; null: a share of what is left. */
  readonly width: number | null;
  /** Whether it is shown until the user chooses. */
  readonly isShown?: true;
  /** Whether the menu has it at the top; the others are behind *More columns*. */
  readonly isOffered?: true;
  /** Whether it holds amounts: they stand at the end of the cell, and the largest are sorted first. */
  readonly isAmount?: true;
}

/** The columns from left to right, until the user moves them. */
export const columns: readonly Column[] = [
  { id: "name", name: "columnName", short: "columnName", width: null, isShown: true, isOffered: true },
  { id: "host", name: "columnHost", short: "columnHost", width: 140 },
  { id: "status", name: "columnStatus", short: "columnStatus", width: 74, isShown: true, isOffered: true },
  { id: "time", name: "columnTime", short: "columnTime", width: 140, isShown: true, isOffered: true },
  {
    id: "explanation",
    name: "columnExplanation",
    short: "columnExplanation",
    width: null,
    isShown: true,
    isOffered: true,
  },
  {
    id: "sent",
    name: "columnSent",
    short: "columnSentShort",
    width: 52,
    isShown: true,
    isOffered: true,
    isAmount: true,
  },
  {
    id: "received",
    name: "columnReceived",
    short: "columnReceivedShort",
    width: 72,
    isShown: true,
    isOffered: true,
    isAmount: true,
  },
  { id: "bytes", name: "columnBytes", short: "columnBytesShort", width: 70, isAmount: true },
  { id: "rate", name: "columnRate", short: "columnRateShort", width: 70, isOffered: true, isAmount: true },
  { id: "lifeline", name: "columnLifeline", short: "columnLifeline", width: 121, isOffered: true },
  { id: "initiator", name: "columnInitiator", short: "columnInitiator", width: 130, isOffered: true },
  { id: "via", name: "columnVia", short: "columnViaShort", width: 120, isOffered: true },
  { id: "close", name: "columnClose", short: "columnCloseShort", width: 60 },
  { id: "opened", name: "columnOpened", short: "columnOpened", width: 90 },
  { id: "last", name: "columnLast", short: "columnLast", width: 100 },
  { id: "protocol", name: "columnProtocol", short: "columnProtocol", width: 110 },
  { id: "library", name: "columnLibrary", short: "columnLibrary", width: 110 },
  { id: "target", name: "columnTarget", short: "columnTarget", width: 100 },
  { id: "kind", name: "columnKind", short: "columnKind", width: 100 },
];

/** Whether a remembered name is that of a column. */
export function isColumnId(name: string): name is ColumnId {
  return columns.some(({ id }) => id === name);
}
