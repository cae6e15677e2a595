import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { explainReading } from "../../src/report/build/of-reading.ts";
import { readPieces } from "../../src/sources/pieces.ts";

/**
 * Odd but realistic: what somebody could paste or save who has not read what this tool wants. What is said of each is
 * kept here, so that a change of it is seen and judged.
 */
const FOLDER = join(import.meta.dirname, "odd");
const Inputs = v.array(v.object({ name: v.string(), text: v.array(v.string()), told: v.array(v.string()) }));

const MOST = 6;

/** Status, level, diagnosis and first cause of each connection, or the beginning of the refusal. */
async function told(text: string): Promise<readonly string[]> {
  const pieces = [new TextEncoder().encode(text)];
  try {
    const reading = await readPieces(async () => pieces.shift() ?? null, 1, 1e8);
    const all = explainReading(reading, 0).map(({ upgrade, verdict, diagnosis }) => {
      const [cause] = diagnosis?.causes ?? [];
      const first = cause === undefined ? "-" : `${cause.id} (${cause.likelihood})`;
      return [upgrade.response?.status ?? "-", verdict.level, diagnosis?.id ?? "-", first].join(" | ");
    });
    return all.length > MOST ? [...all.slice(0, 1), `and ${all.length - 1} more`] : all;
  } catch (error) {
    return [`refused: ${error instanceof Error ? error.message.split(". ")[0]?.slice(0, 90) : ""}`];
  }
}

describe.each(readdirSync(FOLDER))("%s", (file) => {
  const inputs = v.parse(Inputs, JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
  it.each(inputs.map((input) => [input.name, input] as const))("%s", async (_, { text, told: wanted }) => {
    expect(await told(text.join("\n"))).toEqual(wanted);
  });
});
