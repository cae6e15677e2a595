import { count } from "../knowledge/text.ts";
import { mergeReports, type NamedReport } from "../report/build/merge.ts";
import { reportOfReading } from "../report/build/of-reading.ts";
import { emptyWords } from "../report/formats/outline/selection.ts";
import { wrapped } from "../report/formats/text/style.ts";
import { redact } from "../report/masking/redact.ts";
import { dialects } from "../sources/har/dialects/registry.ts";
import type { ReadOptions } from "../sources/options.ts";
import { BUILD_HELP, BUILD_OPTIONS, expectationsOf, tellBuild } from "./build-results.ts";
import { type Command, DONE, FAILED, type Io, REFUSED, Refusal } from "./command.ts";
import { deliver, formatFor } from "./deliver.ts";
import { filesFor } from "./glob.ts";
import { readOptions } from "./options.ts";
import { readFile } from "./read-file.ts";
import { VERSION } from "./version.ts";
import { isAsBad, severityOf } from "./worst.ts";

/** Where the meaning of a word begins in the help, in columns. */
const MEANING = " ".repeat(16);

/** The tools whose HARs are read, in lines that begin where the meaning of a word does. */
function harTools(): string {
  const [last, ...others] = ["Chrome", "Edge", "Firefox", "Safari", ...dialects.map(({ tool }) => tool)].reverse();
  const words = `as ${others.reverse().join(", ")} or ${last} save it; .zip, .gz and .zhar too`;
  return wrapped(words, MEANING).join("\n").trimStart();
}

const OPTIONS = {
  format: { type: "string" },
  out: { type: "string" },
  only: { type: "string" },
  "fail-on": { type: "string" },
  "count-names": { type: "boolean" },
  "no-redact": { type: "boolean" },
  ...BUILD_OPTIONS,
} as const;

/** `upgrades explain`: files in, one report out. */
export const explain: Command = {
  name: "explain",
  summary: "Explain every WebSocket upgrade in HAR files, reports, logs and transcripts.",
  help: `Usage: upgrades explain FILE... [options]

Explains every WebSocket upgrade in the files and prints one report.

Each FILE is recognized by its content, not by its name:
  HAR           ${harTools()}
  report        the JSON that this tool writes; it is explained again, as of the
                time it was made
  network log   the file that chrome://net-export or --log-net-log writes; it
                has the reason for a refused upgrade even when the console has
                none, and with raw bytes included the refused response itself
  transcript    the output of curl, wget, wscat, websocat or openssl s_client,
                headers copied from DevTools, a line from a browser's console or
                a server's log, or a request and its response as text
A FILE may be a pattern such as logs/**/*.har, in quotes; - reads standard
input. HAR files and network logs of any size are read in little memory.

Options:
  --format FORMAT    markdown, html, text, json, har or ndjson. The default
                     follows the file extension of --out; without --out it is
                     text on a terminal and markdown otherwise
  --out FILE         write the report to a file instead of printing it
  --only LEVEL       failed: report only failed upgrades; attention: also those
                     that need attention
  --fail-on LEVEL    failed: exit with 1 if any upgrade failed; attention: also
                     if any needs attention, such as one that was cut off
${BUILD_HELP}
  --count-names      count messages by name too: events, operations, targets,
                     topics and methods of the protocols that are known, never
                     what they carry
  --no-redact        keep cookies, tokens and other secrets in the report
  --help             show this help

Secrets are masked: names stay, values are replaced, and equal labels stand for
equal values. The same files always give the same report: the time of the report
is the last time in them, or else the last Date header of their responses. Only
where there is neither, as in a bare line of a console, it is the present time.
No address in a file is ever contacted.

Exit codes:
  0  the report was made, even if it has no upgrades
  1  the report was made, and an upgrade matched --fail-on, or an expectation is
     not met or could not be checked
  2  a file could not be read, and one line says why; the other files are still
     explained. Also 2: the report could not be made at all

Examples:
  upgrades explain capture.har
  upgrades explain 'captures/*.har' --only failed --format ndjson --out r.ndjson
  upgrades explain e2e.har --fail-on failed
  curl -v --max-time 5 https://example.com/live 2>&1 | upgrades explain -
`,
  async run(args, io) {
    const { values, positionals } = readOptions(args, OPTIONS);
    if (positionals.length === 0) throw new Refusal("Which file? Name at least one, or - for standard input.");
    const format = formatFor(values.format, values.out, io);
    const only = severityOf(values.only, "--only");
    const failOn = severityOf(values["fail-on"], "--fail-on");
    const expectations = await expectationsOf(values.expect, io);
    const redacts = values["no-redact"] !== true;
    const { reports, unread } = await readAll(positionals, io, { countsNames: values["count-names"] === true });
    const [first, ...more] = reports;
    if (first === undefined) return REFUSED;
    const merged = mergeReports(first, ...more);
    const connections = merged.connections.filter((one) => only === null || isAsBad(one, only));
    const shown = { ...merged, connections };
    if (merged.connections.length === 0)
      io.note(`There are no WebSocket upgrades in ${more.length === 0 ? "this file" : "these files"}.`);
    if (!redacts) io.note("Nothing was redacted: the report may contain cookies and tokens.");
    const selection = only === null ? undefined : { total: merged.connections.length, only };
    if (connections.length === 0 && merged.connections.length > 0) io.note(emptyWords(selection));
    await deliver(redacts ? redact(shown) : shown, format, values.out, io, selection && { selection });
    const isAsExpected = await tellBuild(
      merged,
      expectations,
      failOn,
      values,
      more.length === 0 ? first.name : null,
      io,
    );
    if (unread > 0) return REFUSED;
    if (!isAsExpected) return FAILED;
    return failOn !== null && merged.connections.some((one) => isAsBad(one, failOn)) ? FAILED : DONE;
  },
};

/** Reads every file; one that cannot be read is reported in one line, and the others are read all the same. */
async function readAll(
  patterns: readonly string[],
  io: Io,
  options: ReadOptions,
): Promise<{ reports: NamedReport[]; unread: number }> {
  const reports: NamedReport[] = [];
  let unread = 0;
  const refused = (error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    io.note(`upgrades explain: ${error.message}`);
    unread++;
  };
  for (const pattern of patterns) {
    const paths = await filesFor(pattern, io).catch(refused);
    for (const path of paths ?? []) {
      try {
        const reading = await readFile(path, io, reports.length + 1, options);
        if (io.isWatched) io.note(`Explaining ${count(reading.upgrades.length, "upgrade")}…`);
        const report = reportOfReading(reading, { version: VERSION, otherwise: io.now(), redact: false });
        reports.push({ name: path === "-" ? "standard input" : path, report });
      } catch (error) {
        refused(error);
      }
    }
  }
  return { reports, unread };
}
