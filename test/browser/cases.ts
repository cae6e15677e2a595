import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mergeReports } from "../../src/report/build/merge.ts";
import type { Report } from "../../src/report/build/report.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { type Result, walk } from "./cases-walk.ts";
import { compareChrome } from "./firefox/compare-chrome.ts";
import { findFirefox } from "./firefox/find-firefox.ts";
import { firefoxCases } from "./firefox/firefox-cases.ts";
import { walkFirefox } from "./firefox/walk-firefox.ts";

/**
 * `npm run cases`: every case of the lab in a real browser, as a table, and one line at the end; what the panel exported of
 * them all is left in every format under `out/cases`. One case takes four minutes;
 * `npm run cases -- --quick` leaves out what takes long or another browser, `npm run cases -- ID …` shows these cases only.
 * With `--passive` the debugger does not count: only DevTools' own log is read, and what that cannot tell is printed with its
 * reason; any other difference from what live tells is a fault. With `--firefox` it is Firefox, beside what was recorded of
 * Chrome's log.
 */
const WIDTHS = [32, 48, 48];

/** Two labs with their proxies, and two browsers, each end with this process. */
process.setMaxListeners(30);

const [options, names] = [process.argv.slice(2), process.argv.slice(2).filter((word) => !word.startsWith("--"))];
const started = Date.now();
const seconds = () => Math.round((Date.now() - started) / 1000);
const say = (line: string) => process.stderr.write(`${String(seconds()).padStart(4)} s  ${line}\n`);
if (options.includes("--firefox")) {
  const firefox = await findFirefox();
  if (firefox === null) throw new Error("No Firefox was found. Install it, or set FIREFOX to its path.");
  const ids = names.length > 0 ? names : firefoxCases.map(({ id }) => id);
  console.log(compareChrome(await walkFirefox(firefox, ids)));
  process.exit();
}
const passive = options.includes("--passive");
const { results, strays, reports } = await walk(options.includes("--quick"), names, say, passive);
print("case", "expected", "got", "equal");
for (const result of results) {
  const { of, left, got, differences } = result;
  print(of.id, words(of.expects), left === null ? words(got) : "", verdict(result));
  for (const difference of differences) console.log(`  ${difference}`);
  for (const reason of result.known ?? []) console.log(`  not known: ${reason}`);
}
console.log("");
for (const { of, left } of results) if (left !== null) console.log(`not shown: ${of.id}: ${left}`);
for (const stray of strays) console.log(`of no case: ${stray}`);
const [first, ...more] = reports;
if (first !== undefined) await writeAll(mergeReports(first, ...more));
const counts = new Map<string, number>();
for (const result of results) counts.set(verdict(result), (counts.get(verdict(result)) ?? 0) + 1);
const sums = [...counts].map(([name, count]) => `${name}: ${count}`).join(", ");
console.log(`${results.length} cases: ${sums}, of no case: ${strays.length} (${seconds()} s)`);
process.exitCode = counts.has("DIFFERENT") || strays.length > 0 ? 1 : 0;

/** Secrets were masked page by page: their labels count again at each. */
async function writeAll(report: Report): Promise<void> {
  const folder = join("out", "cases");
  await mkdir(folder, { recursive: true });
  const names = formats.map(async ({ extension, render }) => {
    const name = join(folder, `cases.${extension}`);
    await writeFile(name, render(report));
    return name;
  });
  console.log(`${report.connections.length} connections in each of ${(await Promise.all(names)).join(", ")}`);
}

function verdict({ left, differences }: Result): string {
  if (left !== null) return "not shown";
  return differences.length > 0 ? "DIFFERENT" : "yes";
}

function words(
  seen: { readonly state: string; readonly status: number | null; readonly diagnosis: string | null } | null,
) {
  if (seen === null) return "nothing";
  return [seen.state, seen.status, seen.diagnosis].filter((part) => part !== null).join(" ");
}

function print(...cells: string[]): void {
  console.log(cells.map((cell, i) => cell.padEnd(WIDTHS[i] ?? 0)).join(" "));
}
