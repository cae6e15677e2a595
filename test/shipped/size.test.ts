import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { textIn } from "../../src/view/text-file.ts";
import { builtFiles, filesBelow } from "./code.ts";

/** Most that is downloaded of an extension and of the page for files, in bytes: docs/benchmarks.md says of what they are made. */
const [MOST, MOST_OF_PAGE] = [470_000, 450_000];

const packed = (text: string) => gzipSync(text, { level: 9 }).length;

describe.each(["dist", "dist-firefox"])("%s", (folder) => {
  test("stays small", () => {
    const files = filesBelow(folder, /\.(?:js|css|json|html|txt|svg)$/).filter(([path]) => path !== "knowledge.html");
    const bytes = files.reduce((sum, [, text]) => sum + packed(text), 0);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(MOST);
  });

  test("keeps the names of functions, for the stacks that people report", () => {
    const scripts = [...builtFiles(folder, ".js").values()].join("\n");
    for (const name of ["explain", "countMessages", "maskedText", "List"])
      expect(scripts).toContain(`function ${name}(`);
  });

  test("leaves out what only readers of the source need, and changes no text", () => {
    expect([...builtFiles(folder, ".js").values()].join("\n")).not.toContain("One place where a value was masked.");
    const parts = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
    for (const [path, shipped] of filesBelow(`${folder}/_locales`, /messages\.json$/)) {
      expect(shipped).not.toContain('"description":"');
      const [texts, sources] = [shipped, readFileSync(`public/_locales/${path}`, "utf8")].map((file) =>
        JSON.parse(file),
      );
      const read = (of: typeof texts) => Object.keys(sources).map((key) => textIn(of, key, parts));
      expect(read(texts)).toEqual(read(sources));
    }
  });
});

test("The page for files can be sent by mail", () => {
  expect(packed(readFileSync("dist-page/upgrades.html", "utf8"))).toBeLessThan(MOST_OF_PAGE);
});
