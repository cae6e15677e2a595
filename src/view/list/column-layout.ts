import { type Column, type ColumnId, columns, isColumnId } from "./columns.ts";

/** How the user has arranged one column. */
export interface ColumnSetting {
  readonly id: ColumnId;
  readonly isShown: boolean;
  /** CSS pixels; null: never chosen. */
  readonly width: number | null;
}

/** A column as it is drawn. */
export interface PlacedColumn extends Column {
  /** CSS pixels. */
  readonly placedWidth: number;
  /** Whether it takes what the others leave. */
  readonly isRest: boolean;
}

/** Widths that a column may be given, in CSS pixels. */
export const [NARROWEST, WIDEST] = [30, 1000];

/** Least widths of what has no width of its own, in CSS pixels. */
const [NAME_LEAST, EXPLANATION_LEAST] = [110, 160];

/**
 * Room for name and explanation below which the explanation stands in a second line of the row, or gives way to the details:
 * in less than this, most reasons of failures would be cut off. CSS pixels.
 */
const READABLE = 460;

/** Room that the last column has besides its width, for the button of the columns, in CSS pixels. */
export const END = 20;

/** Share of the list that the name has beside the explanation. */
const NAME_SHARE = 0.26;

/** Columns that give way in a narrow list, the first of them first. */
const GIVING_WAY: readonly ColumnId[] = [
  "kind",
  "target",
  "library",
  "protocol",
  "last",
  "opened",
  "close",
  "bytes",
  "host",
  "via",
  "initiator",
  "rate",
  "lifeline",
  "sent",
  "received",
];

/**
 * The arrangement of all columns, the name first.
 *
 * @param remembered from an older panel: unknown columns mean nothing, and new ones stand where they stand by default
 */
export function settingsOf(
  remembered: readonly { id: string; isShown: boolean; width: number | null }[],
): ColumnSetting[] {
  const known = new Map<ColumnId, ColumnSetting>();
  for (const { id, isShown, width } of remembered) {
    if (isColumnId(id) && !known.has(id))
      known.set(id, { id, isShown: isShown || id === "name", width: width === null ? null : bounded(width) });
  }
  const settings = [...known.values()];
  for (const [at, { id, isShown = false }] of columns.entries()) {
    if (known.has(id)) continue;
    const before = settings.findIndex((setting) => setting.id === columns[at - 1]?.id);
    settings.splice(before + 1, 0, { id, isShown, width: null });
  }
  return settings.sort((a, b) => Number(b.id === "name") - Number(a.id === "name"));
}

/** Least widths that columns need in a language, in CSS pixels. */
export type WordWidths = ReadonlyMap<ColumnId, number>;

/**
 * The columns that are drawn, with their widths: those that the user shows and the list has room for. Where the explanation has no room
 * it is left out first, because it can stand in a second line; name, status and time stay, but for the time beside details, which
 * say it. Columns of a width of their own that the user did not choose are wide enough for their words, as far as the name leaves
 * room for them.
 *
 * @param listWidth CSS pixels
 */
export function placedColumns(
  settings: readonly ColumnSetting[],
  listWidth: number,
  wordWidths: WordWidths = new Map(),
  isBesideDetail = false,
): PlacedColumn[] {
  const shown = widened(
    settings.flatMap((setting) => {
      const column = columns.find(({ id }) => id === setting.id);
      return setting.isShown && column !== undefined ? [{ ...column, chosen: setting.width }] : [];
    }),
    listWidth,
    wordWidths,
  );
  const fitting = new Set(shown.map(({ id }) => id));
  const left = () => listWidth - END - widthOf(shown.filter(({ id }) => fitting.has(id)));
  if (left() < READABLE) fitting.delete("explanation");
  const givingWay: readonly ColumnId[] = isBesideDetail ? [...GIVING_WAY, "time"] : GIVING_WAY;
  for (const id of givingWay) if (left() < NAME_LEAST) fitting.delete(id);
  const rest: ColumnId = fitting.has("explanation") ? "explanation" : "name";
  const free = left();
  const nameWidth = ({ chosen }: { chosen: number | null }) =>
    Math.round(Math.max(NAME_LEAST, Math.min(chosen ?? NAME_SHARE * listWidth, free - EXPLANATION_LEAST)));
  const name = shown.find(({ id }) => id === "name");
  const besideRest = rest === "explanation" && name !== undefined ? nameWidth(name) : 0;
  return shown
    .filter(({ id }) => fitting.has(id))
    .map(({ chosen, ...column }) => ({
      ...column,
      isRest: column.id === rest,
      placedWidth:
        column.id === rest
          ? Math.max(0, free - besideRest)
          : column.width === null
            ? besideRest
            : (chosen ?? column.width),
    }));
}

/** A column that is shown, with the width that the user chose for it. */
interface ShownColumn extends Column {
  readonly chosen: number | null;
}

/** Makes columns wide enough for their words, the first of them first, until the name has no more than it needs. */
function widened(shown: readonly ShownColumn[], listWidth: number, wordWidths: WordWidths): ShownColumn[] {
  let spare = listWidth - END - NAME_LEAST - widthOf(shown.filter(({ id }) => !GIVING_WAY.includes(id)));
  return shown.map((column) => {
    const words = wordWidths.get(column.id);
    if (words === undefined || column.width === null || column.chosen !== null) return column;
    const more = Math.max(0, Math.min(spare, words - column.width));
    spare -= more;
    return { ...column, width: column.width + more };
  });
}

/** Width of all columns that have one of their own, in CSS pixels. */
function widthOf(some: readonly ShownColumn[]): number {
  return some.reduce((sum, { width, chosen }) => sum + (width === null ? 0 : (chosen ?? width)), 0);
}

/**
 * Moves the border at the end of a column: what it gains its neighbor loses.
 *
 * @param at index of the column before the border
 * @param by CSS pixels, to the right
 * @returns by how much it moved within its bounds, and the widths that change; what takes the rest needs none
 */
export function moveBorder(
  placed: readonly PlacedColumn[],
  at: number,
  by: number,
): { readonly moved: number; readonly widths: ReadonlyMap<ColumnId, number> } {
  const [before, after] = [placed[at], placed[at + 1]];
  const widths = new Map<ColumnId, number>();
  if (before === undefined || after === undefined) return { moved: 0, widths };
  const most = Math.max(0, Math.min(after.placedWidth - leastOf(after), WIDEST - before.placedWidth));
  const least = Math.min(0, Math.max(leastOf(before) - before.placedWidth, after.placedWidth - WIDEST));
  const moved = Math.round(Math.max(least, Math.min(most, by)));
  if (moved === 0) return { moved: 0, widths };
  if (!before.isRest) widths.set(before.id, before.placedWidth + moved);
  if (!after.isRest) widths.set(after.id, after.placedWidth - moved);
  return { moved, widths };
}

function leastOf({ id }: Column): number {
  return id === "name" ? NAME_LEAST : id === "explanation" ? EXPLANATION_LEAST : NARROWEST;
}

function bounded(width: number): number {
  return Math.max(NARROWEST, Math.min(WIDEST, Math.round(width)));
}

/**
 * Moves a column before another; nothing stands before the name.
 *
 * @param before null: to the end
 */
export function moveColumn(settings: readonly ColumnSetting[], id: ColumnId, before: ColumnId | null): ColumnSetting[] {
  const moved = settings.find((setting) => setting.id === id);
  if (moved === undefined || id === "name" || before === "name" || id === before) return [...settings];
  const others = settings.filter((setting) => setting.id !== id);
  const at = before === null ? others.length : others.findIndex((setting) => setting.id === before);
  return [...others.slice(0, at), moved, ...others.slice(at)];
}
