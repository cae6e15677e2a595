import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Fault } from "./fault.ts";
import { type Outcome, wrongOf } from "./play.ts";

const PAGE = "docs/faults.md";

/** One line of the table. */
interface FaultRow {
  readonly what: string;
  readonly expected: string;
  readonly got: string;
  /** "2026-11-29, Chrome/156.0.0.0" */
  readonly measured: string;
  readonly isRight: boolean;
}

const HEAD = `# Faults

*Written by \`npm run faults -- --write\`.* Each of these is made to happen in a real browser over the lab, with DevTools and
the panel open. After each: the page works on, what was counted is what the server counted or the report names the gap
(\`capture.lost\`), and no debugger stays when DevTools closes.
`;

/** @param now the day is kept with the row */
export function rowOf({ what, expected }: Fault, outcome: Outcome, now: Date): FaultRow {
  const isRight = wrongOf(outcome).length === 0;
  const got = outcome.findings.map((one) => (one.isRight ? one.what : `**not expected:** ${one.what}`)).join("; ");
  return { what, expected, got, measured: `${now.toISOString().slice(0, 10)}, ${outcome.browser}`, isRight };
}

/** The rows as Markdown, which is readable in a terminal too. */
export function tableOf(rows: readonly FaultRow[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [
    line(["Fault", "Expected", "Got", "Measured"]),
    line(["---", "---", "---", "---"]),
    ...rows.map(({ what, expected, got, measured }) => line([what, expected, got, measured])),
  ].join("\n");
}

/** The rows that the page has now; none when there is no page. */
export function readRows(): FaultRow[] {
  if (!existsSync(PAGE)) return [];
  return readFileSync(PAGE, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (?:Fault|---) /.test(line))
    .map((line) => {
      const [what = "", expected = "", got = "", measured = ""] = line
        .slice(2, -2)
        .split(" | ")
        .map((cell) => cell.replaceAll("\\|", "|"));
      return { what, expected, got, measured, isRight: !got.includes("**not expected:**") };
    });
}

/** Writes the page: of each fault the last of its rows, in the faults' order. Rows of what is no fault any more go. */
export function writeRows(rows: readonly FaultRow[], faults: readonly Fault[]): void {
  const newest = new Map(rows.map((row) => [row.what, row]));
  writeFileSync(PAGE, `${HEAD}\n${tableOf(faults.flatMap(({ what }) => newest.get(what) ?? []))}\n`);
}
