import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { formats } from "../../src/report/formats/registry.ts";
import { readText } from "../../src/sources/recognize.ts";
import { parseReport } from "../report/parse-report.ts";
import { recordedReport } from "./recorded-report.ts";
import { recordedIds } from "./recording.ts";

describe("every recorded case in every format", () => {
  const report = recordedReport();
  const texts = new Map<string, string>(formats.map(({ id, render }) => [id, render(report)]));
  const text = (id: string) => texts.get(id) ?? "";

  it("has all of them", () => {
    expect(new Set(report.connections.map(({ file }) => file))).toEqual(new Set(recordedIds()));
    expect([...texts.keys()].sort()).toEqual(["har", "html", "json", "markdown", "ndjson", "text"]);
  });

  it("keeps the schema as JSON", () => {
    expect(parseReport(text("json"))).toEqual(report);
  });

  it("has no raw HTML as Markdown, and a section for each", () => {
    // What stands in code is text.
    const prose = text("markdown")
      .replace(/^```[\s\S]*?^```/gm, "")
      .replace(/(`+)[^`].*?\1/g, "");
    expect(prose.match(/(?<!\\)<[a-z/!?][^>]*>/gi) ?? []).toEqual([]);
    expect(text("markdown").match(/^## c\d+: /gm)).toHaveLength(report.connections.length);
  });

  it("names every verdict as text and as HTML", () => {
    for (const { verdict } of report.connections) {
      expect(text("text")).toContain(verdict.headline);
      expect(text("html")).toContain(verdict.headline);
    }
  });

  it("is read again from HAR, every connection of it that had an address", () => {
    // Of a fetch HAR does not tell that it is still pending, or would have been a stream.
    const unmarked = ["stream", "poll", "events-preflight"];
    const marked = report.connections.filter(({ url, file }) => url !== null && !unmarked.includes(file ?? ""));
    expect(readText(text("har")).upgrades).toHaveLength(marked.length);
  });

  it("is one row each in DuckDB", async () => {
    const folder = await mkdtemp(join(tmpdir(), "upgrades-cases-"));
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    try {
      await writeFile(join(folder, "all.ndjson"), text("ndjson"));
      const rows = await connection.runAndReadAll(
        `SELECT count(*)::INT FROM read_json('${folder}/all.ndjson', format = 'newline_delimited')`,
      );
      expect(rows.getRows()).toEqual([[report.connections.length]]);
    } finally {
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
