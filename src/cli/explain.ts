import { explain as explainUpgrade } from "../knowledge/explain.ts";
import { count, visibleText } from "../knowledge/words.ts";
import { toJson } from "../report/json.ts";
import { toMarkdown } from "../report/markdown.ts";
import { buildReport, type Report } from "../report/report.ts";
import { Ledger } from "../upgrade/ledger.ts";
import { type Command, DONE, type Io, Refusal } from "./command.ts";
import { deliver } from "./deliver.ts";
import { readOptions } from "./options.ts";
import { type HarFile, readHarFile } from "./read-har-file.ts";
import { VERSION } from "./version.ts";

const FORMATS: ReadonlyMap<string, (report: Report) => string> = new Map([
  ["markdown", toMarkdown],
  ["json", toJson],
]);

const OPTIONS = {
  format: { type: "string" },
  out: { type: "string" },
  "no-redact": { type: "boolean" },
} as const;

/** `upgrades explain`: a HAR file in, a report out. */
export const explain: Command = {
  name: "explain",
  summary: "Explain every WebSocket upgrade in a HAR file.",
  help: `Usage: upgrades explain FILE [options]

Explains every WebSocket upgrade in a HAR file and prints a report.
FILE is a HAR file as DevTools and other tools save it; - reads standard input.

Options:
  --format FORMAT  markdown or json; the default is json when the file of --out
                   ends in .json, and markdown otherwise
  --out FILE       write the report to a file instead of printing it
  --no-redact      keep cookies, tokens and other secrets in the report
  --help           show this help

The same file always gives the same report: the time of the report is the last
time in the file.

Exit codes: 0 when the report was made, also when the file has no upgrades in
it; 2 when it could not be made.
`,
  async run(args, io) {
    const { values, positionals } = readOptions(args, OPTIONS);
    const [path, ...more] = positionals;
    if (path === undefined) throw new Refusal("Which file? Name a HAR file, or - for standard input.");
    if (more.length > 0) throw new Refusal("One file at a time, please.");
    const render = rendererOf(values.format, values.out);
    const redact = values["no-redact"] !== true;
    const report = reportOf(await readHarFile(path, io), io, redact);
    if (report.connections.length === 0) io.note("There are no WebSocket upgrades in this file.");
    if (!redact) io.note("Nothing was redacted: the report may hold cookies and tokens.");
    await deliver(render(report), values.out, io);
    return DONE;
  },
};

function rendererOf(format: string | undefined, out: string | undefined): (report: Report) => string {
  const name = format ?? (out?.endsWith(".json") === true ? "json" : "markdown");
  const render = FORMATS.get(name);
  if (render !== undefined) return render;
  throw new Refusal(`There is no format ${visibleText(name)}: choose ${[...FORMATS.keys()].join(" or ")}.`);
}

function reportOf({ reading, first, last }: HarFile, io: Io, redact: boolean): Report {
  const ledger = new Ledger();
  ledger.look(reading.logged, 0);
  const others = [...ledger.upgrades.values()];
  if (io.isWatched) io.note(`Explaining ${count(others.length, "upgrade")}…`);
  const now = last ?? io.now();
  const context = { now, page: reading.page, neighbours: reading.neighbours, others };
  return buildReport(
    others.map((upgrade) => explainUpgrade(upgrade, context)),
    {
      generatedAt: now,
      tool: { version: VERSION, browser: reading.creator },
      page: reading.page,
      capture: { source: "har", startedAt: first, lost: gapsOf(reading.unreadable) },
    },
    { redact },
  );
}

function gapsOf(unreadable: number): string[] {
  if (unreadable === 0) return [];
  return [`${unreadable === 1 ? "1 entry" : `${unreadable} entries`} of the HAR file could not be read.`];
}
