import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { toNdjson } from "../../src/report/formats/ndjson.ts";
import { fullReport, HOSTILE, KINDS, reportFullOf } from "./hostile.ts";

test("DuckDB reads many NDJSON reports as one table, hostile ones too", async () => {
  const folder = await mkdtemp(join(tmpdir(), "upgrades-ndjson-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const reports = [fullReport(), ...HOSTILE.filter((text) => !text.includes("\ud800")).map(reportFullOf)];
    await Promise.all(reports.map((report, i) => writeFile(join(folder, `${i}.ndjson`), toNdjson(report))));
    const from = `read_json('${folder}/*.ndjson', format = 'newline_delimited')`;
    const count = await connection.runAndReadAll(`SELECT count(*)::INT FROM ${from}`);
    expect(count.getRows()).toEqual([[reports.length * KINDS.length]]);
    // The question of the README: why upgrades fail, most often first.
    const query = `SELECT diagnosis, count(*)::INT AS times, count(DISTINCT host)::INT AS hosts
      FROM ${from} WHERE level = 'failed' AND host = 'example.com' GROUP BY ALL ORDER BY times DESC, diagnosis`;
    const rows = await connection.runAndReadAll(query);
    expect(rows.getRows()).toEqual([
      ["bad-gateway", 1, 1],
      ["bad-request", 1, 1],
    ]);
    const types = await connection.runAndReadAll(
      `DESCRIBE SELECT handshake_ms, created_at, failed_checks FROM ${from}`,
    );
    expect(types.getRows().map(([name, type]) => [name, type])).toEqual([
      ["handshake_ms", "DOUBLE"],
      ["created_at", "TIMESTAMP"],
      ["failed_checks", "VARCHAR[]"],
    ]);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
});
