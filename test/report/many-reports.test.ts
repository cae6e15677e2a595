import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportOfReading } from "../../src/report/build/of-reading.ts";
import { toNdjson } from "../../src/report/formats/ndjson.ts";
import { readText } from "../../src/sources/recognize.ts";
import { har, socketEntry } from "../cli/built-har.ts";
import { recordedReport } from "../recordings/recorded-report.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/many-reports.md"), "utf8");

/** The queries of docs/many-reports.md, asked of every recorded case. */
describe("the queries for DuckDB", () => {
  const [, section = ""] = /## With DuckDB\n([\s\S]*?)\n## /.exec(PAGE) ?? [];
  const [view = "", ...queries] = [...section.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = ""]) => sql);
  const report = recordedReport();
  let folder = "";
  let connection: DuckDBConnection;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "upgrades-many-"));
    await mkdir(join(folder, "reports/2026"), { recursive: true });
    await writeFile(join(folder, "reports/2026/all.ndjson"), toNdjson(report));
    const read = reportOfReading(readText(har([socketEntry()])), { version: "1", otherwise: 0 });
    await writeFile(join(folder, "reports/2026/har.ndjson"), toNdjson(read));
    connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(view.replace("reports/", `${folder}/reports/`));
  });
  afterAll(async () => {
    connection?.closeSync();
    await rm(folder, { recursive: true, force: true });
  });

  it("are there", () => {
    expect(queries).toHaveLength(5);
    expect(view).toContain("CREATE VIEW");
  });

  it.each(queries)("%s", async (query) => {
    const rows = (await connection.runAndReadAll(query)).getRows();
    // No recorded case is cut three times after the same time.
    if (!query.includes("HAVING")) expect(rows.length).toBeGreaterThan(0);
  });

  it("know the day of every connection, of HAR files too", async () => {
    const unknown = await connection.runAndReadAll("SELECT count(*)::INT FROM connections WHERE day IS NULL");
    expect(unknown.getRows()).toEqual([[0]]);
    const read = await connection.runAndReadAll("SELECT day::VARCHAR FROM connections WHERE report_source = 'har'");
    expect(read.getRows()).toEqual([["2026-11-22"]]);
  });

  it("count what the report has", async () => {
    const failed = report.connections.filter(({ verdict }) => verdict.level === "failed").length;
    const sum = `SELECT sum(failed)::INT FROM (${(queries[0] ?? "").replace(/LIMIT 20;/, "")})`;
    expect((await connection.runAndReadAll(sum)).getRows()).toEqual([[failed]]);
  });
});
