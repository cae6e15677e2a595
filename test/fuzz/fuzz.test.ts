import * as fc from "fast-check";
import { describe, test } from "vitest";
import { readSamples } from "./samples.ts";
import { targetsOf } from "./targets.ts";

/** A fixed beginning of what `npm run fuzz` does without end: the same inputs on every machine. */
const [SEED, INPUTS] = [20_261_129, 60];

describe("hostile input breaks nothing", () => {
  test.each(targetsOf(readSamples(8)))("$name", async ({ property }) => {
    await fc.assert(property, { seed: SEED, numRuns: INPUTS });
  });
});
