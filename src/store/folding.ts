import type { CaptureIndex } from "../upgrade/series/capture-index.ts";

/** Attempts at one URL that followed each other; the list shows them as one row. */
export interface Fold {
  /** The oldest attempt's id: it stays while attempts come. */
  readonly key: string;
  /** Oldest first; at least two. */
  readonly ids: readonly string[];
}

/** A row of the list: an upgrade alone, the newest attempt of a series, or an older one below it. */
export interface ListRow {
  /** The same while attempts come, so that the row keeps its place. */
  readonly key: string;
  /** The upgrade that it shows. */
  readonly id: string;
  readonly kind: "single" | "newest" | "older";
  /** All that stand in this row, oldest first; the last of them is the one that it shows. */
  readonly ids: readonly string[];
  readonly isUnfolded: boolean;
}

/**
 * Which upgrades are attempts of one series.
 *
 * @returns the fold of every attempt, by its id
 */
export function foldsOf({ series }: CaptureIndex): ReadonlyMap<string, Fold> {
  const folds = new Map<string, Fold>();
  for (const { attempts } of series.values()) {
    const ids = attempts.map(({ id }) => id);
    const fold = { key: ids[0] ?? "", ids };
    for (const id of ids) folds.set(id, fold);
  }
  return folds;
}

/**
 * Folds what passes the filter: a series stands where its first attempt stood, and shows the newest of those that pass.
 *
 * @param shown ids in the order of events
 */
export function fold(shown: readonly string[], folds: ReadonlyMap<string, Fold>): ListRow[] {
  // Where nothing is in a series, as in most long lists, nothing is looked for.
  const passing = new Set(folds.size === 0 ? [] : shown);
  const done = new Set<string>();
  const rows: ListRow[] = [];
  for (const id of shown) {
    const series = folds.get(id);
    if (series === undefined) {
      rows.push({ key: id, id, kind: "single", ids: [id], isUnfolded: false });
    } else if (!done.has(series.key)) {
      done.add(series.key);
      const ids = series.ids.filter((attempt) => passing.has(attempt));
      const kind = ids.length > 1 ? "newest" : "single";
      rows.push({ key: series.key, id: ids.at(-1) ?? id, kind, ids, isUnfolded: false });
    }
  }
  return rows;
}

/**
 * Puts the older attempts of the unfolded rows below them, newest first.
 *
 * @param rows folded ones, in the order of the list
 * @param unfolded keys
 */
export function unfold(rows: readonly ListRow[], unfolded: ReadonlySet<string>): readonly ListRow[] {
  if (unfolded.size === 0) return rows;
  return rows.flatMap((row): ListRow[] => {
    if (row.kind !== "newest" || !unfolded.has(row.key)) return [row];
    const older = row.ids.slice(0, -1).reverse();
    return [
      { ...row, isUnfolded: true },
      ...older.map((id): ListRow => ({ key: `${row.key} ${id}`, id, kind: "older", ids: [id], isUnfolded: false })),
    ];
  });
}

/**
 * Which row stands for an upgrade: its own, or the folded one that it is in.
 *
 * @returns an index, or -1
 */
export function rowOf(rows: readonly ListRow[], id: string | null): number {
  if (id === null) return -1;
  const own = rows.findIndex((row) => row.id === id);
  return own >= 0 ? own : rows.findIndex((row) => !row.isUnfolded && row.ids.includes(id));
}
