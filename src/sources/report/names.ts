import type { ReportConnection } from "../../report/contract/format.ts";
import type { NameCounts } from "../../upgrade/counts/names.ts";

/**
 * The counts by name that a report has of a connection.
 *
 * @param read what becomes of a text of the report
 * @returns null: it has none
 */
export function namesIn(names: ReportConnection["names"], read: (text: string) => string): NameCounts | null {
  if (names === null) return null;
  const named = names.counted.map(({ kind, name, sent, received }) => ({ kind, text: read(name), sent, received }));
  return { named, other: names.other, unnamed: names.unnamed, asked: names.messages };
}
