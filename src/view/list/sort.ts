import type { ListRow } from "../../store/folding.ts";
import { lastMinute } from "../../upgrade/counts/rate.ts";
import { lifespanOf } from "../../upgrade/lifespan.ts";
import { spanOf } from "../../upgrade/lifetime.ts";
import { areMessagesKnown, messagesOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { ColumnId } from "./columns.ts";
import { nameText, statusText } from "./row-text.ts";

/** By which column, and which way. */
export interface Sort {
  readonly column: ColumnId;
  readonly descending: boolean;
}

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/**
 * What a click on a header asks for: first the useful way (names upwards, numbers downwards), then the other, then the order of events.
 *
 * @returns null for the order in which the upgrades were seen
 */
export function nextSort(sort: Sort | null, column: ColumnId): Sort | null {
  const first = column === "sent" || column === "received" || column === "rate";
  if (sort?.column !== column) return { column, descending: first };
  return sort.descending === first ? { column, descending: !first } : null;
}

/**
 * Compares two upgrades as they are now; what is not known comes last, whichever the direction.
 *
 * @param nowOf as of when an upgrade is shown, epoch milliseconds
 * @param briefOf what the list says of it in a line
 */
export function compareBy(
  { column, descending }: Sort,
  nowOf: (upgrade: Upgrade) => number,
  briefOf: (upgrade: Upgrade) => string | null,
): (a: Upgrade, b: Upgrade) => number {
  const turn = descending ? -1 : 1;
  if (column === "name" || column === "status" || column === "explanation") {
    const texts = {
      name: nameText,
      status: (upgrade: Upgrade) => statusText(upgrade).text,
      explanation: once(briefOf),
    };
    const text = texts[column];
    return (a, b) => {
      const [left, right] = [text(a), text(b)];
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      return words.compare(left, right) * turn;
    };
  }
  return (a, b) => {
    const [left, right] = [value(a, column, nowOf(a)), value(b, column, nowOf(b))];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (left - right) * turn;
  };
}

function value(
  upgrade: Upgrade,
  column: "time" | "sent" | "received" | "rate" | "lifeline",
  now: number,
): number | null {
  if (column === "time") return spanOf(upgrade, now);
  if (column === "lifeline") return lifespanOf(upgrade)?.from ?? null;
  if (!areMessagesKnown(upgrade)) return null;
  const messages = messagesOf(upgrade);
  if (column !== "rate") return messages[column].count;
  const sum = (direction: "sent" | "received") =>
    lastMinute(messages.recent, direction, now).reduce((a, b) => a + b, 0);
  return sum("sent") + sum("received");
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

/** A sort asks for each text many times. */
function once(textOf: (upgrade: Upgrade) => string | null): (upgrade: Upgrade) => string | null {
  const known = new Map<Upgrade, string | null>();
  return (upgrade) => {
    const text = known.has(upgrade) ? (known.get(upgrade) ?? null) : textOf(upgrade);
    known.set(upgrade, text);
    return text;
  };
}
