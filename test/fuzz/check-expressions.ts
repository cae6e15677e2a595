import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "recheck";
import * as v from "valibot";
import { expressionsInSource, partsOf } from "./expressions.ts";

/**
 * `npm run check-expressions`: has `recheck` look at every regular expression of the source that it has not seen yet, those
 * built by `new RegExp` too, and writes down what it says. `vulnerable` is an error, until the expression is changed or
 * expressions.json tells by hand what bounds its input.
 */
const FILE = join(import.meta.dirname, "expressions.json");

/** Time for one expression; most take a few milliseconds. */
const PATIENCE_MS = 10_000;

/** Time that an attack of about 100,000 characters may take, in milliseconds. */
const MOST_MS = 30;

const known = v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync(FILE, "utf8")));
const verdicts: Record<string, string> = {};
const { seen, unseen } = await expressionsInSource();
if (unseen.length > 0) {
  process.stdout.write(`Not seen, since nothing calls them when the modules are loaded:\n${unseen.join("\n")}\n`);
  process.exitCode = 1;
}
for (const [expression, file] of seen) {
  const before = known[expression];
  if (before !== undefined && before !== "vulnerable") {
    verdicts[expression] = before;
    continue;
  }
  const result = await check(...partsOf(expression), { timeout: PATIENCE_MS });
  const took = result.status === "vulnerable" ? timeOf(expression, result.attack.string) : 0;
  // What its model finds, the engine of Chrome and Node may do at once: the attack itself is tried.
  const isSlow = took > MOST_MS;
  verdicts[expression] =
    result.status === "unknown" ? "undecided" : isSlow ? "vulnerable" : result.status === "safe" ? "safe" : "tried";
  if (isSlow) process.stdout.write(`${file} ${expression}: ${Math.round(took)} ms\n`);
  if (isSlow) process.exitCode = 1;
}
writeFileSync(FILE, `${JSON.stringify(verdicts, null, 2)}\n`);

/** Milliseconds of the processor that a search takes. */
function timeOf(expression: string, attack: string): number {
  const pattern = new RegExp(...partsOf(expression));
  const before = process.cpuUsage();
  attack.search(pattern);
  return process.cpuUsage(before).user / 1000;
}
