import type { ExportRow } from "./exporting.ts";
import type { Row } from "./measure.ts";
import { ratioText, wholeText } from "./spread.ts";

/** The code's rows as Markdown, which is readable in a terminal too. */
export function tableOf(rows: readonly Row[]): string {
  return table(
    ["What", "Each", "A second", "Ratio", "Found"],
    rows.map(({ what, each, ratio, note }) => [
      what,
      duration(each.median),
      Math.round(1000 / each.median).toLocaleString("en"),
      ratioText(ratio, 1),
      note,
    ]),
  );
}

/** The same for a report, done at once and in time slices. */
export function exportTableOf(rows: readonly ExportRow[]): string {
  return table(
    ["What", "At once", "In turns", "Pauses", "Longest hold", "Ratio"],
    rows.map(({ what, atOnce, inTimeSlices, hold, pauses, ratio }) => [
      what,
      wholeText(atOnce, "ms"),
      wholeText(inTimeSlices, "ms"),
      pauses.median.toLocaleString("en"),
      wholeText(hold, "ms"),
      ratioText(ratio, 3),
    ]),
  );
}

function duration(milliseconds: number): string {
  if (milliseconds >= 1) return `${milliseconds.toFixed(2)} ms`;
  return `${(milliseconds * 1000).toFixed(2)} µs`;
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
