import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explainReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";
import { PASTED, pastedText } from "./cases.ts";

describe("what people pasted or saved", () => {
  it.each(PASTED.map((one) => [one.file, one] as const))("%s", (_, one) => {
    const explanations = explainReading(readText(pastedText(one.file)), 0);
    const said = explanations.map(({ verdict, diagnosis }) => {
      const [cause] = diagnosis?.causes ?? [];
      const first = cause === undefined ? null : [cause.id, cause.likelihood];
      return { level: verdict.level, diagnosis: diagnosis?.id ?? null, first };
    });
    expect(said).toEqual(one.says);
    for (const { path: way } of explanations) expect(way.hops[0]?.name).toBe(one.client);
    const [first] = explanations.flatMap(({ diagnosis }) => diagnosis?.causes.slice(0, 1) ?? []);
    if (one.fix !== undefined) {
      const fixes = [first?.fix?.text ?? "", ...(first?.fix?.snippets ?? []).map(({ code }) => code)];
      expect(fixes.join("\n")).toMatch(one.fix);
    } else expect(first?.fix?.text).toBeUndefined();
    const whole = JSON.stringify(explanations.map(({ verdict, diagnosis }) => [verdict, diagnosis]));
    for (const words of one.never ?? []) expect(whole).not.toMatch(words);
  });

  /** What comes onto a text on its way into a report or a chat. */
  const WAYS: readonly (readonly [name: string, put: (text: string) => string])[] = [
    ["CRLF", (text) => text.replaceAll("\n", "\r\n")],
    ["a fence", (text) => `It does not work:\n\n\`\`\`\n${text}\`\`\`\n\nAny idea?\n`],
    ["quotation marks", (text) => text.replace(/^/gm, "> ")],
    ["indentation", (text) => text.replace(/^/gm, "    ")],
  ];
  const TEXTS = PASTED.filter(({ file }) => file.endsWith(".txt"));

  it.each(WAYS)("say the same with %s", (_, put) => {
    const firsts = (text: string) =>
      explainReading(readText(text), 0).map(({ diagnosis }) => diagnosis?.causes[0]?.id ?? null);
    for (const { file } of TEXTS) {
      const text = pastedText(file);
      expect(firsts(put(text)), file).toEqual(firsts(text));
    }
  });

  it("are all told of, each kind at least five times", () => {
    const files = readdirSync(join(import.meta.dirname, "files"));
    expect(PASTED.map(({ file }) => file).sort()).toEqual(files.sort());
    const kinds = new Map<string, number>();
    for (const { kind } of PASTED) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expect([...kinds].filter(([, count]) => count < 5)).toEqual([]);
    expect(kinds.size).toBe(7);
  });
});
