import { expect, test } from "vitest";
import { buildReport, type Report } from "../../src/report/build/report.ts";
import { reportName, toJson } from "../../src/report/formats/json/json.ts";
import { explained, meta, NOW } from "./built.ts";

test("JSON is indented, ends with a line feed, and has the format's order of keys", () => {
  const json = toJson(buildReport([explained()], meta()));
  expect(json).toMatch(/^\{\n {2}"format": "upgrades-handshake-report",\n {2}"version": 1,\n/);
  expect(json).toMatch(/\n\}\n$/);
  const keys = [...json.matchAll(/^ {2}"(\w+)":/gm)].map(([, key]) => key);
  expect(keys).toEqual(["format", "version", "generatedAt", "tool", "page", "capture", "redaction", "connections"]);
});

test("the same input gives the same text", () => {
  const text = () => toJson(buildReport([explained({ url: "wss://example.com/?token=abc" })], meta()));
  expect(text()).toBe(text());
});

test.each([
  ["https://example.com/", "upgrades-example.com-2026-11-22T15-00-00Z.json"],
  ["https://example.com:8443/a?b", "upgrades-example.com-8443-2026-11-22T15-00-00Z.json"],
  ["http://[::1]:5173/", "upgrades-1-5173-2026-11-22T15-00-00Z.json"],
  ["https://user:pass@example.com/?token=zz9", "upgrades-example.com-2026-11-22T15-00-00Z.json"],
  ["file:///etc/passwd", "upgrades-2026-11-22T15-00-00Z.json"],
  ["not a url/../../x", "upgrades-2026-11-22T15-00-00Z.json"],
  [null, "upgrades-2026-11-22T15-00-00Z.json"],
])("file name for %s", (page, name) => {
  expect(reportName(buildReport([], meta({ page })), "json")).toBe(name);
});

test("without a page the first connection names the file", () => {
  const report = buildReport([explained({ url: "wss://live.example.org/x" })], meta({ page: null }));
  expect(reportName(report, "md")).toBe("upgrades-live.example.org-2026-11-22T15-00-00Z.md");
});

test("a file name is safe whatever the report holds", () => {
  const report: Report = { ...buildReport([], meta({ generatedAt: NOW })), generatedAt: "../../etc\u0000/x" };
  expect(reportName(report, "../sh")).toMatch(/^[A-Za-z0-9.-]+$/);
  expect(reportName(report, "../sh")).not.toContain("/");
});
