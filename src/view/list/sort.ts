import type { ListRow } from "../../store/folding.ts";
import { lastMinute } from "../../upgrade/counts/rate.ts";
import { lifespanOf } from "../../upgrade/lifespan.ts";
import { openedAt, spanOf } from "../../upgrade/lifetime.ts";
import { areMessagesKnown, messagesOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { cellText } from "./cell-text.ts";
import { type ColumnId, columns } from "./columns.ts";
import { nameText, statusText } from "./row-text.ts";

/** By which column, and which way. */
export interface Sort {
  readonly column: ColumnId;
  readonly descending: boolean;
}

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Columns of moments, of which the latest are sorted first. */
const MOMENTS: readonly ColumnId[] = ["opened", "last"];

/**
 * What a click on a header asks for: first the useful way (names upwards, amounts and moments downwards), then the other, then the order
 * of events.
 *
 * @returns null for the order in which the upgrades were seen
 */
export function nextSort(sort: Sort | null, column: ColumnId): Sort | null {
  const first = MOMENTS.includes(column) || columns.some(({ id, isAmount }) => id === column && isAmount === true);
  if (sort?.column !== column) return { column, descending: first };
  return sort.descending === first ? { column, descending: !first } : null;
}

/** What rows are sorted by that does not follow from the upgrade alone. */
export interface SortedBy {
  /** As of when an upgrade is shown, epoch milliseconds. */
  nowOf(upgrade: Upgrade): number;
  /** What the list says of it in a line. */
  briefOf(upgrade: Upgrade): string | null;
  /** The products along its way. */
  viaOf(upgrade: Upgrade): string;
}

/**
 * Compares two upgrades as they are now; what is not known comes last, whichever the direction.
 */
export function compareBy({ column, descending }: Sort, by: SortedBy): (a: Upgrade, b: Upgrade) => number {
  const turn = descending ? -1 : 1;
  const read = once((upgrade) => value(upgrade, column, by));
  return (a, b) => {
    const [left, right] = [read(a), read(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === "number" && typeof right === "number") return (left - right) * turn;
    return words.compare(String(left), String(right)) * turn;
  };
}

function value(upgrade: Upgrade, column: ColumnId, by: SortedBy): string | number | null {
  switch (column) {
    case "name":
      return nameText(upgrade);
    case "status":
      return statusText(upgrade).text;
    case "explanation":
      return by.briefOf(upgrade);
    case "via":
      return by.viaOf(upgrade) || null;
    case "time":
      return spanOf(upgrade, by.nowOf(upgrade));
    case "lifeline":
      return lifespanOf(upgrade)?.from ?? null;
    case "opened":
      return cellText("opened", upgrade, () => 0) && openedAt(upgrade);
    case "last":
      return messagesOf(upgrade).lastAt;
    case "close":
      return upgrade.close?.code ?? null;
    case "sent":
    case "received":
    case "bytes":
    case "rate":
      return areMessagesKnown(upgrade) ? amount(upgrade, column, by) : null;
    default:
      return cellText(column, upgrade, () => 0)?.text ?? null;
  }
}

function amount(upgrade: Upgrade, column: "sent" | "received" | "bytes" | "rate", by: SortedBy): number {
  const { sent, received, recent } = messagesOf(upgrade);
  if (column === "sent") return sent.count;
  if (column === "received") return received.count;
  if (column === "bytes") return sent.bytes + received.bytes;
  const now = by.nowOf(upgrade);
  return [...lastMinute(recent, "sent", now), ...lastMinute(recent, "received", now)].reduce((a, b) => a + b, 0);
}

/**
 * Keeps an order while values change under it: rows that are known stay in their places, new ones go to the end in
 * the order in which they came. So a count or a new attempt never moves a row; only a click sorts again.
 *
 * @param positions the place of each known row by its key; new ones are entered
 * @param rows those that pass the filter, in the order of events
 */
export function inOrder<Row extends Pick<ListRow, "key">>(positions: Map<string, number>, rows: readonly Row[]): Row[] {
  for (const { key } of rows) if (!positions.has(key)) positions.set(key, positions.size);
  return [...rows].sort((a, b) => (positions.get(a.key) ?? 0) - (positions.get(b.key) ?? 0));
}

/** Whether two lists of rows are the same, so that nothing has to be drawn again. */
export function sameRows(a: readonly ListRow[], b: readonly ListRow[]): boolean {
  return a.length === b.length && a.every((row, i) => isSameRow(row, b[i]));
}

function isSameRow(a: ListRow, b: ListRow | undefined): boolean {
  return (
    b !== undefined &&
    a.id === b.id &&
    a.key === b.key &&
    a.kind === b.kind &&
    a.isUnfolded === b.isUnfolded &&
    a.ids.length === b.ids.length
  );
}

/** A sort asks for each value many times. */
function once<T>(read: (upgrade: Upgrade) => T): (upgrade: Upgrade) => T {
  const known = new Map<Upgrade, T>();
  return (upgrade) => {
    const before = known.get(upgrade);
    if (before !== undefined) return before;
    const value = read(upgrade);
    known.set(upgrade, value);
    return value;
  };
}
