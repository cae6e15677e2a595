import type { NameCounts } from "../../upgrade/counts/names.ts";
import type { ReportConnection } from "../contract/format.ts";

type ReportNames = NonNullable<ReportConnection["names"]>;

/** The counts by name of a connection as a report has them, names still as they came. */
export function namesOf({ named, other, unnamed, asked }: NameCounts): ReportNames {
  const counted = named.map(({ kind, text, sent, received }) => ({ kind, name: text, sent, received }));
  return { counted, other, unnamed, messages: asked };
}
