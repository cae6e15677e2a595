import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explainReading } from "../../src/report/build/of-reading.ts";
import { readText } from "../../src/sources/recognize.ts";
import { FIELD, fieldText } from "./cases.ts";

describe("cases of the field", () => {
  it.each(FIELD.map((one) => [one.file, one] as const))("%s", (_, one) => {
    const explanations = explainReading(readText(fieldText(one.file)), 0);
    const last = explanations.at(-1);
    expect(last?.verdict.level).toBe(one.level);
    expect(last?.diagnosis?.id ?? null).toBe(one.diagnosis);
    const [cause] = last?.diagnosis?.causes ?? [];
    expect(cause === undefined ? null : [cause.id, cause.likelihood]).toEqual(one.first);
    const said = JSON.stringify(explanations.map(({ verdict, diagnosis }) => [verdict, diagnosis]));
    for (const words of one.never ?? []) expect(said).not.toMatch(words);
  });

  it("are all told of", () => {
    const files = readdirSync(join(import.meta.dirname, "cases"));
    expect(FIELD.map(({ file }) => file).sort()).toEqual(files.sort());
  });
});
