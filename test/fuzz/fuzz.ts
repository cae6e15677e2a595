import * as fc from "fast-check";
import { parseDuration } from "../../src/cli/duration.ts";
import { readSamples } from "./samples.ts";
import { targetsOf } from "./targets.ts";

/**
 * `npm run fuzz -- 10m`: hostile input through every decoder and every renderer, for as long as it is told. Says how many
 * inputs there were, and the smallest input of each fault with the seed that finds it again. `--seed 7` begins elsewhere.
 */
const [duration = "1m"] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const seedAt = process.argv.indexOf("--seed");
const first = seedAt < 0 ? Date.now() % 2 ** 31 : Number(process.argv[seedAt + 1]);
const time = parseDuration(duration);
if (time === null) throw new Error(`"${duration}" is no duration. Write it as 30s, 10m or 1h.`);

/** Inputs of one target before the next has its turn. */
const TURN = 50;

const targets = targetsOf(readSamples(1));
const started = Date.now();
const faults = new Map<string, string>();
let inputs = 0;
for (let round = 0; Date.now() - started < time; round++) {
  for (const { name, property } of targets) {
    const seed = first + round;
    const result = await fc.check(property, { seed, numRuns: TURN, endOnFailure: false });
    inputs += result.numRuns;
    const { errorInstance: error } = result;
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const kind = `${name}: ${what.split("\n").slice(0, 3).join(" | ").slice(0, 300)}`;
    if (!result.failed || faults.has(kind)) continue;
    const [input] = result.counterexample ?? [];
    const shown = shorten(input);
    faults.set(kind, shown);
    process.stdout.write(`FAULT in ${name}, seed ${seed}\n${what.slice(0, 900)}\ninput: ${shown}\n\n`);
  }
}
const seconds = Math.round((Date.now() - started) / 1000);
process.stdout.write(`${inputs} inputs in ${seconds} s from seed ${first}, ${faults.size} faults\n`);
process.exitCode = faults.size === 0 ? 0 : 1;

function shorten(input: unknown): string {
  try {
    return fc.stringify(input).slice(0, 600);
  } catch {
    return "(too deep to be shown)";
  }
}
