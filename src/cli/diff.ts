import { visibleText } from "../knowledge/text.ts";
import { reportOfReading } from "../report/build/of-reading.ts";
import { type CaptureComparison, compareCaptures } from "../report/compare/compare-captures.ts";
import { captureJson } from "../report/compare/json.ts";
import { captureMarkdown } from "../report/compare/markdown.ts";
import type { Report } from "../report/contract/format.ts";
import { type Command, DONE, FAILED, type Io, Refusal } from "./command.ts";
import { isJsonAsked, write } from "./deliver.ts";
import { readOptions } from "./options.ts";
import { readFile } from "./read-file.ts";
import { VERSION } from "./version.ts";

const OPTIONS = { json: { type: "boolean" }, out: { type: "string" } } as const;

/** `upgrades diff`: two captures in, what differs between them out. */
export const diff: Command = {
  name: "diff",
  summary: "Compare two captures: what differs, and what explains a changed verdict.",
  help: `Usage: upgrades diff A B [options]

Compares the upgrades of two captures, such as before and after a deployment, or
where it works and where it fails. A and B are files of any kind that explain
reads, and not necessarily of the same kind; - reads standard input.

Connections are paired by host, path, names of the query, offered subprotocols
and kind; then, so that staging can be compared with production, without the
host; then by less and less of the rest. Several that ask for the same are one
series, of which the worst is compared. What only one capture has is listed.

For each pair it says what differs in the request, the response, the products
along the way, the checks, the verdict, the diagnosis, the application on top,
the heartbeat, the end and the timing. If the verdict changed, it names the
difference that most likely explains it, with its evidence, or says that nothing
that is known does. Keys, dates, ids, tokens and the ports of this computer are
never differences, nor is what one of the captures does not record.

Options:
  --json       print JSON instead of Markdown
  --out FILE   write to a file instead of printing; a name that ends in .json
               asks for JSON
  --help       show this help

Secrets are masked: names stay, values are replaced.

Exit codes:
  0  nothing got worse from A to B
  1  something got worse: a verdict changed to needs attention or to failed, a
     silent connection was cut sooner, or the share of failed connections of a
     series grew by half or more
  2  a file could not be read, and one line says why

Examples:
  upgrades diff works.har fails.har
  upgrades diff staging.har production.har --json --out comparison.json
  upgrades diff good.har - < curl.txt
`,
  async run(args, io) {
    const { values, positionals } = readOptions(args, OPTIONS);
    const [a, b, ...more] = positionals;
    if (a === undefined || b === undefined || more.length > 0)
      throw new Refusal("Which two captures? Name two files, or use - for standard input instead of one.");
    if (a === "-" && b === "-") throw new Refusal("Standard input can be read once only: name a file for A or for B.");
    const isJson = isJsonAsked(values.json, values.out);
    const comparison = compareCaptures(await readCapture(a, 1, io), await readCapture(b, 2, io));
    const text = isJson ? captureJson(comparison, VERSION) : captureMarkdown(comparison);
    if (values.out === undefined) io.print(text);
    else await write(values.out, text, io);
    return hasGotWorse(comparison) ? FAILED : DONE;
  },
};

async function readCapture(path: string, file: number, io: Io): Promise<{ name: string; report: Report }> {
  const reading = await readFile(path, io, file);
  const report = reportOfReading(reading, { version: VERSION, otherwise: io.now(), redact: false });
  return { name: path === "-" ? "standard input" : visibleText(path), report };
}

function hasGotWorse({ pairs }: CaptureComparison): boolean {
  return pairs.some(({ change }) => change === "worse");
}
