import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { type BrowserResult, browsing } from "./browsing.ts";
import { counting } from "./counting.ts";
import { decoding, parsing } from "./decoding.ts";
import { explaining, following, redacting } from "./explaining.ts";
import { CONNECTIONS, exporting } from "./exporting.ts";
import { RUNS } from "./measure.ts";
import { browserTableOf, exportTableOf, tableOf } from "./table.ts";
import { layingOut } from "./timeline.ts";

/**
 * `npm run bench`: what the tool costs, as ratios within one run. Times alone say more about the machine than about the
 * tool, so no test depends on them. With `--write` the results go to docs/benchmarks.md.
 */
const say = (line: string) => void process.stderr.write(`${line}\n`);

say("Counting, decoding, explaining, masking …");
const [load = 0] = loadavg();
const unit = parsing();
const rows = [unit, decoding(), counting(), ...explaining(), following(), layingOut(), redacting()];
say("Exporting …");
const exports = await exporting();
const inBrowser = await browsing(say);
const page = pageOf(inBrowser);
process.stdout.write(page);
if (process.argv.includes("--write")) writeFileSync("docs/benchmarks.md", page);

function pageOf(result: BrowserResult): string {
  const { version, cores, messages, bytes, counted } = result;
  const [processor] = cpus();
  return `# Benchmarks

*Written by \`npm run bench -- --write\`. Every number is the median of ${RUNS} runs, all in one go on the same machine:
compare the ratios, not the times.*

Measured on ${new Date().toISOString().slice(0, 10)} with ${version} (headless) and Node ${process.versions.node} on ${cores} cores${processor === undefined ? "" : ` (${processor.model.trim()})`}${load > 0 ? `; its load was ${load.toFixed(1)} at the beginning` : ""}.

## The code

The unit of the ratios is what \`JSON.parse\` needs for one message event of ${bytes} bytes.

${tableOf(rows, unit)}

## A report of ${CONNECTIONS.toLocaleString("en")} connections

The panel makes it in turns, so that it can be used meanwhile. The ratio is that of the longest time for which nothing else
has the thread to the time for which all of it done at once holds the thread.

${exportTableOf(exports)}

## The browser

A page receives ${messages.toLocaleString("en")} messages of ${bytes} bytes as fast as a local server sends them. The time is the page's own, from
opening the connection to the last message. The settings take turns; a ratio is that to the run without DevTools of the
same round.

${browserTableOf(result)}

In the last run the panel had counted ${counted.toLocaleString("en")} of ${messages.toLocaleString("en")} messages.
`;
}
