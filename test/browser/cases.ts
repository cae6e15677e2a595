import { LIVE, missingFor } from "./cases-compare.ts";
import { type Result, walk } from "./cases-walk.ts";

/** `npm run cases`: every case of the lab in a real browser, as a table, and one line at the end. */
const WIDTHS = [32, 48, 48];

const results = await walk((line) => process.stderr.write(`${line}\n`));
print("case", "expected", "got", "equal");
for (const result of results) {
  const { of, left, got, differences } = result;
  const { state, status, diagnosis } = of.expects;
  const found = left === null ? words(got) : `not shown: ${left}`;
  print(of.id, words({ state, status, diagnosis }), left === null ? found : "", verdict(result));
  if (left !== null) console.log(`  ${found}`);
  for (const difference of differences) console.log(`  ${difference}`);
}
const counts = new Map<string, number>();
for (const result of results) counts.set(verdict(result), (counts.get(verdict(result)) ?? 0) + 1);
console.log(`\n${[...counts].map(([name, count]) => `${name}: ${count}`).join(", ")}`);
process.exitCode = counts.has("DIFFERENT") ? 1 : 0;

function verdict({ of, left, differences }: Result): string {
  if (left !== null) return "not shown";
  if (differences.length > 0) return "DIFFERENT";
  const missing = missingFor(of, LIVE);
  return missing === null ? "yes" : `yes, but for what needs ${missing}`;
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
