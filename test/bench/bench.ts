import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
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
import { size } from "./size.ts";
import { exportTableOf, tableOf } from "./table.ts";
import { layingOut } from "./timeline.ts";

/**
 * `npm run bench`: what the tool costs, as ratios within one run. Times alone say more about the machine than about the
 * tool, so no test depends on them. `-- --only NAME` measures one section; `-- --write` keeps the whole in
 * docs/benchmarks.md.
 */
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

const [loadBefore = 0] = loadavg();
const began = performance.now();
const parts = [head()];
for (const { title, measure } of wanted) {
  say(`${title} …`);
  parts.push(`## ${title}\n\n${await measure()}\n`);
}
const page = parts.join("\n");
process.stdout.write(page);
say(`It took ${Math.round((performance.now() - began) / 1000)} s.`);
if (process.argv.includes("--write")) {
  if (only === null && ROUNDS >= 7) writeFileSync("docs/benchmarks.md", page);
  else say("Nothing was written: docs/benchmarks.md takes all sections, and 7 rounds or more.");
}

function head(): string {
  const version = execFileSync(findBrowser(say), ["--version"], { encoding: "utf8" }).trim();
  const [processor] = cpus();
  return `# Benchmarks

*Written by \`npm run bench -- --write\`.* Every number is the median of ${ROUNDS} rounds, with the least and the most of them. What is
compared takes turns within a round, and a ratio is the median of the rounds' own ratios: compare the ratios, not the times.

Measured on ${new Date().toISOString().slice(0, 10)} with ${version} (headless) and Node ${process.versions.node} on ${cpus().length} cores${processor === undefined ? "" : ` (${processor.model.trim()})`}; their load was ${loadBefore.toFixed(1)} at the beginning.
`;
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
