import type { BrowserResult } from "./browsing.ts";
import type { ExportRow } from "./exporting.ts";
import type { Row } from "./measure.ts";

/** The results as Markdown, which is readable in a terminal too. */
export function tableOf(rows: readonly Row[], unit: Row): string {
  const perUnit = unit.milliseconds / unit.items;
  return table(
    ["What", "Each", "A second", "Ratio", "Found"],
    rows.map(({ what, milliseconds, items, note }) => {
      const each = milliseconds / items;
      return [what, duration(each), Math.round(1000 / each).toLocaleString("en"), (each / perUnit).toFixed(1), note];
    }),
  );
}

/** The same for the runs in the browser. */
export function browserTableOf({ rows, messages }: BrowserResult): string {
  return table(
    ["Setting", "Time", "Messages a second", "Ratio"],
    rows.map(({ setting, milliseconds, ratio }) => [
      setting,
      whole(milliseconds),
      Math.round((messages * 1000) / milliseconds).toLocaleString("en"),
      ratio.toFixed(2),
    ]),
  );
}

/** The same for a report, done at once and in time slices. */
export function exportTableOf(rows: readonly ExportRow[]): string {
  return table(
    ["What", "At once", "In turns", "Pauses", "Longest hold", "Ratio"],
    rows.map(({ what, atOnce, inTimeSlices, hold, pauses }) => [
      what,
      whole(atOnce),
      whole(inTimeSlices),
      pauses.toLocaleString("en"),
      whole(hold),
      (hold / atOnce).toFixed(3),
    ]),
  );
}

function whole(milliseconds: number): string {
  return `${Math.round(milliseconds).toLocaleString("en")} ms`;
}

function duration(milliseconds: number): string {
  if (milliseconds >= 1) return `${milliseconds.toFixed(2)} ms`;
  return `${(milliseconds * 1000).toFixed(2)} µs`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
