import { count, number, visibleText } from "../knowledge/text.ts";
import { reportOfReading } from "../report/build/of-reading.ts";
import { inline, table } from "../report/formats/markdown/text.ts";
import { type Command, DONE, type Io, REFUSED, Refusal } from "./command.ts";
import { isJsonAsked, write } from "./deliver.ts";
import { filesFor } from "./glob.ts";
import { readOptions } from "./options.ts";
import { readFile } from "./read-file.ts";
import { reasonOf } from "./reason.ts";
import { linesOf } from "./summary/lines.ts";
import { rowOfLine, rowsOf } from "./summary/row.ts";
import { type Count, QUESTIONS, type Question, Tally } from "./summary/tally.ts";
import { VERSION } from "./version.ts";

const OPTIONS = {
  top: { type: "string" },
  json: { type: "boolean" },
  out: { type: "string" },
} as const;

/** Values of each question that are printed when nobody says otherwise. */
const TOP = 20;

/** Characters of a line of NDJSON: one connection has a few thousand. */
const MOST_LINE = 1 << 20;

/** Bytes of a file that show what it is. */
const HEAD = 64;

/** Interval at which progress is reported, in milliseconds. */
const PROGRESS_MS = 1000;

const HEADS: Readonly<Record<Question, string>> = {
  endpoint: "Endpoint",
  diagnosis: "Diagnosis",
  product: "Product",
  browser: "Browser",
  day: "Day (UTC)",
};

/** `upgrades summary`: many reports in, one table of failures out. */
export const summary: Command = {
  name: "summary",
  summary: "Count failures over many reports: by endpoint, diagnosis, product and day.",
  help: `Usage: upgrades summary FILE... [options]

Counts the connections of many files, and how many of them failed or need
attention: by endpoint, diagnosis, product along the way, browser and day. Each
FILE may be an NDJSON report, or anything that upgrades explain reads, or a
pattern such as 'reports/**/*.ndjson', in quotes; - reads standard input. Files
are read one after the other in bounded memory, however many there are.

An endpoint is a host with its path; * stands for what differs from connection
to connection, such as numbers and tokens. Queries are left out.

Options:
  --top N     how many values of each to print; ${TOP} is the default
  --json      print JSON, with all values
  --out FILE  write it to a file instead of printing it; a name that ends in
              .json asks for JSON
  --help      show this help

Exit codes:
  0  the summary was made
  2  a file could not be read, and one line says why; the others are still
     counted. Also 2: no summary could be made at all

Examples:
  upgrades summary 'reports/*.ndjson'
  upgrades summary 'captures/**/*.har' --top 5 --out failures.md
`,
  async run(args, io) {
    const { values, positionals } = readOptions(args, OPTIONS);
    if (positionals.length === 0) throw new Refusal("Which files? Name at least one, or - for standard input.");
    const top = topOf(values.top);
    const isJson = isJsonAsked(values.json, values.out);
    const tally = new Tally();
    const { files, unread } = await readAll(positionals, tally, io);
    if (files === 0) throw new Refusal("None of the files could be read.");
    const text = isJson ? asJson(tally, files) : asMarkdown(tally, files, top);
    if (values.out === undefined) io.print(text);
    else await write(values.out, text, io);
    return unread > 0 ? REFUSED : DONE;
  },
};

function topOf(text: string | undefined): number {
  if (text === undefined) return TOP;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new Refusal(`--top takes a number from 1 to 99999, not ${visibleText(text)}.`);
}

async function readAll(
  patterns: readonly string[],
  tally: Tally,
  io: Io,
): Promise<{ readonly files: number; readonly unread: number }> {
  let [files, unread, reportedAt] = [0, 0, io.now()];
  const refused = (error: unknown): void => {
    if (!(error instanceof Refusal)) throw error;
    io.note(`upgrades summary: ${error.message}`);
    unread++;
  };
  const named = await Promise.all(patterns.map((pattern) => filesFor(pattern, io).catch(refused)));
  const paths = named.flatMap((found) => found ?? []);
  for (const path of paths) {
    try {
      const strange = await readOne(path, tally, io);
      files++;
      if (strange > 0) io.note(`upgrades summary: ${visibleText(path)}: ${count(strange, "line")} could not be read.`);
    } catch (error) {
      refused(error);
    }
    if (io.isWatched && io.now() - reportedAt >= PROGRESS_MS) {
      io.note(`${number(files + unread)} of ${count(paths.length, "file")}, ${count(tally.rows, "connection")} …`);
      reportedAt = io.now();
    }
  }
  return { files, unread };
}

/** @returns the number of lines that are no rows of a report */
async function readOne(path: string, tally: Tally, io: Io): Promise<number> {
  const name = path === "-" ? "Standard input" : visibleText(path);
  const pieces = io.open(path)[Symbol.asyncIterator]();
  try {
    const begun = await beginning(pieces);
    const whole = again(begun, pieces);
    if (/^\s*\{"report_generated_at":/.test(new TextDecoder().decode(begun))) return await readLines(whole, tally);
    const reading = await readFile(path, { ...io, open: () => whole }, 1);
    const report = reportOfReading(reading, { version: VERSION, otherwise: io.now() });
    for (const row of rowsOf(report)) tally.add(row);
    return 0;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${name} ${reasonOf(error)}.`);
  }
}

async function readLines(pieces: AsyncIterable<Uint8Array>, tally: Tally): Promise<number> {
  let strange = 0;
  for await (const lines of linesOf(pieces, MOST_LINE)) {
    for (const line of lines) {
      const row = rowOfLine(line);
      if (row !== null) tally.add(row);
      else if (line.trim() !== "") strange++;
    }
  }
  return strange;
}

/** As much of a file as shows what it is. */
async function beginning(pieces: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let begun = new Uint8Array();
  while (begun.length < HEAD) {
    const { done, value } = await pieces.next();
    if (done === true) break;
    const longer = new Uint8Array(begun.length + value.length);
    longer.set(begun);
    longer.set(value, begun.length);
    begun = longer;
  }
  return begun;
}

async function* again(begun: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield begun;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function asJson(tally: Tally, files: number): string {
  const all = Object.fromEntries(QUESTIONS.map((question) => [question, tally.of(question)]));
  return `${JSON.stringify({ files, connections: tally.rows, ...all }, null, 2)}\n`;
}

function asMarkdown(tally: Tally, files: number, top: number): string {
  const parts = QUESTIONS.flatMap((question) => {
    const counts = tally.of(question);
    if (counts.length === 0) return [];
    // The newest days are what people ask for.
    const shown = question === "day" ? counts.slice(-top) : counts.slice(0, top);
    const left = counts.length - shown.length;
    return [
      `## By ${question}`,
      table([HEADS[question], "Connections", "Failed", "Need attention"], shown.map(cells)),
      ...(left > 0 ? [`${number(left)} more; use --top ${counts.length} or --json.`] : []),
    ];
  });
  const head = `${count(tally.rows, "connection")} in ${count(files, "file")}`;
  return `${["# Summary", inline(`${head}.`), ...parts].join("\n\n")}\n`;
}

function cells({ value, connections, failed, attention }: Count): readonly string[] {
  return [inline(visibleText(value)), number(connections), number(failed), number(attention)];
}
