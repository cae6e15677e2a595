import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { findBrowser } from "../../src/cli/browser/find-browser.ts";
import { bigFile } from "./big-file.ts";
import { counting } from "./counting.ts";
import { decoding } from "./decoding.ts";
import { explaining, following, redacting } from "./explaining.ts";
import { CONNECTIONS, exporting } from "./exporting.ts";
import { flood } from "./flood.ts";
import { load } from "./load.ts";
import { many } from "./many.ts";
import { ROUNDS, unitRow } from "./measure.ts";
import { memory } from "./memory.ts";
import { opening } from "./opening.ts";
import { type Part, partOf, withPart } from "./page.ts";
import { size } from "./size.ts";
import { exportTableOf, tableOf } from "./table.ts";
import { layingOut } from "./timeline.ts";

/**
 * `npm run bench`: what the tool costs, as ratios within one run. Times alone say more about the machine than about the
 * tool, so no test depends on them. `-- --only NAME` measures one section; `-- --write` keeps all, or that
 * one, in docs/benchmarks.md, once the machine is quiet; `-- --peer FOLDER` measures another extension beside (`peer.ts`); `-- --rounds 1`
 * is for a look.
 */
/** Load average of the last minute below which the machine counts as quiet, and how often and how long it is waited for. */
const QUIET_LOAD = 0.5;
const QUIET_TRIES = 20;
const QUIET_MS = 15_000;

const PAGE = "docs/benchmarks.md";

/** Fewer rounds are for a look. */
const LEAST_ROUNDS = 7;

const say = (line: string) => void process.stderr.write(`${line}\n`);

interface Section {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** Markdown below the title. */
  measure(): string | Promise<string>;
}

const SECTIONS: readonly Section[] = [
  { name: "code", title: "The code", measure: code },
  { name: "export", title: `A report of ${CONNECTIONS.toLocaleString("en")} connections`, measure: report },
  { name: "file", title: "A file of 100 MB", measure: () => bigFile(say) },
  { name: "size", title: "Size", measure: size },
  { name: "flood", title: "A page at full blast", measure: () => flood(say) },
  { name: "load", title: "A steady rate", measure: () => load(say) },
  { name: "opening", title: "What users wait for", measure: () => opening(say) },
  { name: "list", title: "A long list", measure: () => many(say) },
  { name: "memory", title: "Memory", measure: () => memory(say) },
];

const onlyAt = process.argv.indexOf("--only");
const only = onlyAt < 0 ? null : process.argv[onlyAt + 1];
const wanted = SECTIONS.filter(({ name }) => only === null || name === only);
if (wanted.length === 0) {
  say(`There is no section ${only}. There are: ${SECTIONS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const executable = await findBrowser(say);
const isWritten = process.argv.includes("--write");
if (isWritten) await quiet();
const [loadBefore = 0] = loadavg();
const began = performance.now();
const parts: Part[] = [];
for (const { title, measure } of wanted) {
  say(`${title} …`);
  const text = await measured(measure);
  parts.push({ title, text: only === null ? text : `*Measured by itself ${circumstances()}*\n\n${text}` });
}
process.stdout.write(parts.map(partOf).join("\n"));
say(`It took ${Math.round((performance.now() - began) / 1000)} s.`);
if (isWritten) {
  const page = pageOf(parts);
  if (page === null || ROUNDS < LEAST_ROUNDS) {
    say(
      `Nothing was written: ${PAGE} takes ${LEAST_ROUNDS} rounds or more, and one section alone only where it has it.`,
    );
  } else writeFileSync(PAGE, page);
}

/** The page with what was measured: a new one of all sections, or the present one with one of them made again. */
function pageOf([part, ...others]: readonly Part[]): string | null {
  if (part === undefined) return null;
  if (only === null) return [head(), ...[part, ...others].map(partOf)].join("\n");
  return withPart(readFileSync(PAGE, "utf8"), part);
}

/** The section's text. What fails is tried once more; then its place says why, and the others are measured all the same. */
async function measured(measure: Section["measure"]): Promise<string> {
  for (let isLast = false; ; isLast = true) {
    try {
      return await measure();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      say(`It failed: ${why}`);
      if (!isLast) continue;
      process.exitCode = 1;
      return `Not measured: ${why}`;
    }
  }
}

/** Waits until nothing else works on the machine, which a build before it does; not forever, since the page tells the load. */
async function quiet(): Promise<void> {
  for (let i = 0; i < QUIET_TRIES; i++) {
    const [load = 0] = loadavg();
    if (load < QUIET_LOAD) return;
    say(`The load is ${load.toFixed(1)}: waiting until it is below ${QUIET_LOAD} …`);
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
  say("The machine does not come to rest: the numbers will tell of others, too.");
}

function head(): string {
  return `# Benchmarks

*Written by \`npm run bench -- --write\`.* Every number is the median of ${ROUNDS} rounds, with the least and the most of them. What is
compared takes turns within a round, and a ratio is the median of the rounds' own ratios: compare the ratios, not the times.

Measured ${circumstances()}
`;
}

function circumstances(): string {
  const version = execFileSync(executable, ["--version"], { encoding: "utf8" }).trim();
  const [processor] = cpus();
  return `on ${new Date().toISOString().slice(0, 10)} with ${version} (headless) and Node ${process.versions.node} on ${cpus().length} cores${processor === undefined ? "" : ` (${processor.model.trim()})`}; their load was ${loadBefore.toFixed(1)} at the beginning.`;
}

function code(): string {
  const rows = [unitRow(), decoding(), counting(), ...explaining(), following(), layingOut(), redacting()];
  return `The unit of the ratios is what \`JSON.parse\` needs for one message event of 32 bytes.

${tableOf(rows)}`;
}

async function report(): Promise<string> {
  return `The panel makes it in turns, so that it can be used meanwhile. The ratio is that of the longest time for which nothing else
has the thread to the time for which all of it done at once holds the thread.

${exportTableOf(await exporting())}`;
}
