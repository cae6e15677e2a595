import { describe, expect, test } from "vitest";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import { buildReport, type Report } from "../../src/report/build/report.ts";
import { readReport } from "../../src/report/contract/read.ts";
import { toHar } from "../../src/report/formats/har.ts";
import { redact } from "../../src/report/masking/redact.ts";
import { readText } from "../../src/sources/recognize.ts";
import { MOST_IMPORTED } from "../../src/store/imports.ts";
import { planReport, reportOf } from "../../src/store/report-of.ts";
import { Store } from "../../src/store/store.ts";
import { stateOf } from "../../src/upgrade/state.ts";
import { har, START, socketEntry } from "../cli/built-har.ts";
import { told } from "../view/seen.ts";

const NOW = START * 1000 + 3_600_000;
const SAVED = START * 1000;

function live(): Store {
  const store = new Store();
  store.now.value = NOW;
  store.page.url.value = "https://page.test/";
  store.page.observe([
    told.created(NOW - 9000, "wss://page.test/own"),
    told.sent(NOW - 8990),
    told.answered(NOW - 8950),
  ]);
  return store;
}

const secret = { name: "Cookie", value: "sid=s3cr3tSessionValue42" };
const file = (paths: readonly string[]) => readText(har(paths.map(entry)));

/** Each with a key of its own: one key is one connection. */
function entry(path: string): unknown {
  const text = JSON.stringify(socketEntry({ url: `wss://file.test${path}`, requestHeaders: [secret] }));
  return JSON.parse(text.replace("dGhlIHNhbXBsZSBub25jZQ==", btoa(path.padEnd(16, "-"))));
}

const meta = {
  generatedAt: NOW,
  tool: { version: "1", browser: "Chrome/156" },
  page: "https://page.test/",
  capture: { source: "debugger" as const, startedAt: NOW - 10_000, lost: ["a gap"] },
};

describe("imported files", () => {
  test("stand beside the page's own upgrades, before them, and leave them as they were", () => {
    const store = live();
    const own = [...store.ids.value];
    const added = store.imports.add("a.har", file(["/a", "/b"]), NOW);
    expect(added?.upgrades).toHaveLength(2);
    expect(store.ids.value).toEqual([...(added?.upgrades.map(({ id }) => id) ?? []), ...own]);
    expect(store.page.all.map(({ id }) => id)).toEqual(own);
    store.page.observe([told.closed(NOW)]);
    expect(store.upgrade(own[0] ?? "")?.ended).toBe("closed");
    expect(store.filter.shown.value).toHaveLength(3);
  });

  test("survive Clear, navigation and a new page, and go when they are removed", () => {
    const store = live();
    const id = store.imports.add("a.har", file(["/a"]), NOW)?.upgrades[0]?.id ?? "";
    store.selection.select(id);
    store.page.clear();
    expect(store.ids.value).toEqual([id]);
    store.page.navigated("https://other.test/", NOW + 1);
    store.page.end("target-gone", NOW + 2);
    expect(store.ids.value).toEqual([id]);
    expect(store.selection.id.value).toBe(id);
    expect(store.upgrade(id)?.ended).toBeNull();
    store.filter.setSource(1);
    store.imports.remove(1);
    expect([store.ids.value, store.selection.id.value, store.filter.source.value]).toEqual([[], null, "all"]);
  });

  test("equal ids of two files and the page are told apart", () => {
    const store = live();
    store.imports.add("a.har", file(["/a"]), NOW);
    store.imports.add("b.har", file(["/b"]), NOW);
    expect(new Set(store.ids.value).size).toBe(3);
    expect(store.ids.value.map((id) => store.fileOf(id)?.name ?? null)).toEqual(["a.har", "b.har", null]);
    store.imports.remove(1);
    store.imports.add("c.har", file(["/c"]), NOW);
    expect(store.ids.value.map((id) => store.fileOf(id)?.name ?? null)).toEqual(["b.har", "c.har", null]);
  });

  test("are explained as of their own moment, with their own neighbours, and do not age", () => {
    const store = live();
    const id = store.imports.add("a.har", file(["/a"]), NOW)?.upgrades[0]?.id ?? "";
    const before = JSON.stringify(store.explainOne(id));
    store.page.hostResponses.add([{ url: "https://file.test/", status: 200, headers: [["Server", "nginx"]] }]);
    store.now.value = NOW + 86_400_000;
    expect(store.nowOf(id)).toBeLessThan(NOW);
    expect(JSON.stringify(store.explainOne(id))).toBe(before);
    expect(before).not.toContain("nginx");
  });

  test("a retry in a file is no attempt of the page's series, nor of another file's", () => {
    const store = live();
    store.imports.add("a.har", file(["/same"]), NOW);
    store.imports.add("b.har", file(["/same"]), NOW);
    expect(store.folds.value.size).toBe(0);
  });

  test("are listed by source, by name and by state", () => {
    const store = live();
    store.imports.add("Checkout Safari.har", file(["/a"]), NOW);
    const [imported, own] = store.ids.value;
    store.filter.setSource("page");
    expect(store.filter.shown.value).toEqual([own]);
    store.filter.setSource(1);
    expect(store.filter.shown.value).toEqual([imported]);
    expect(store.counts.value).toMatchObject({ all: 1, pending: 0, saved: 0 });
    store.filter.setSource("all");
    expect(store.counts.value).toMatchObject({ all: 2, pending: 1, saved: 0 });
    for (const [text, expected] of [
      ["from:safari", [imported]],
      ["-from:safari", [own]],
      ["from:page", [own]],
      ["from:other", []],
    ] as const) {
      store.filter.text.value = text;
      expect(store.filter.shown.value).toEqual(expected);
    }
  });

  test("more than fit are dropped, and that is told", () => {
    const store = live();
    const reading = file(["/a"]);
    const [upgrade] = reading.upgrades;
    if (upgrade === undefined) throw new Error("no upgrade");
    const many = Array.from({ length: MOST_IMPORTED - 1 }, (_, i) => ({ ...upgrade, id: `c${i}` }));
    expect(store.imports.add("a.har", { ...reading, upgrades: many }, NOW)?.dropped).toBe(0);
    const second = store.imports.add("b.har", file(["/x", "/y", "/z"]), NOW);
    expect([second?.upgrades.length, second?.dropped]).toEqual([1, 2]);
  });

  test("a file without upgrades adds no source", () => {
    const store = live();
    expect(store.imports.add("static.har", readText(har([])), NOW)).toBeNull();
    expect(store.imports.all.value).toEqual([]);
  });
});

describe("a report of the list", () => {
  test("of the page alone is as without files", () => {
    const store = live();
    store.imports.add("a.har", file(["/a"]), NOW);
    const own = store.ids.value.filter((id) => store.fileOf(id) === null);
    const alone = live();
    const context = alone.page.contextAt(NOW);
    const explanations = alone.page.all.map((upgrade) => explain(upgrade, context));
    expect(reportOf(store, meta, own)).toEqual(buildReport(explanations, meta, { redact: false }));
  });

  test("is of the moment when it was asked for, whatever is seen while it is made", () => {
    const store = live();
    store.imports.add("a.har", file(["/a", "/b"]), NOW);
    store.page.hostResponses.add([{ url: "https://page.test/", status: 200, headers: [["Server", "nginx/1.24.0"]] }]);
    const before = reportOf(store, meta);
    const { connections, steps } = planReport(store, meta);
    let done = 0;
    const changes = [
      () => store.page.observe([told.created(NOW - 50, "wss://page.test/later"), told.sent(NOW - 40)]),
      () =>
        store.page.hostResponses.add(
          [{ url: "https://page.test/x", status: 200, headers: [["Server", "Caddy"]] }],
          true,
        ),
      () => store.page.navigated("https://elsewhere.test/", NOW),
      () => store.imports.remove(1),
      () => store.page.clear(),
    ];
    let report: Report | null = null;
    for (let step = steps.next(); report === null; step = steps.next()) {
      if (step.done === true) report = step.value;
      else done += step.value;
      changes.shift()?.();
    }
    expect(report).toEqual(before);
    expect([done, connections]).toEqual([3, 3]);
    expect(store.ids.value).toEqual([]);
  });

  test("of a file alone says which, as of when, and nothing of the page", () => {
    const store = live();
    const ids = store.imports.add("a.har", file(["/a", "/b"]), NOW)?.upgrades.map(({ id }) => id) ?? [];
    const report = reportOf(store, meta, ids);
    expect(report.connections.map(({ id, file: from }) => [id, from])).toEqual([
      ["c1", "a.har"],
      ["c2", "a.har"],
    ]);
    expect(report.capture).toMatchObject({ source: "har", lost: [] });
    expect(Date.parse(report.generatedAt)).toBeGreaterThanOrEqual(SAVED);
    expect(Date.parse(report.generatedAt)).toBeLessThan(NOW);
    expect(JSON.stringify(report)).not.toContain("page.test");
  });

  test("of both speaks of the page, names the files, and can be read again", () => {
    const store = live();
    store.imports.add("a.har", file(["/a"]), NOW);
    store.imports.add("b.har", { ...file(["/b"]), lost: ["cut off"] }, NOW);
    const report = reportOf(store, meta);
    expect(report.page.url).toBe("https://page.test/");
    expect(report.capture).toMatchObject({ source: "debugger", lost: ["a gap", "b.har: cut off"] });
    expect(report.connections.map(({ id, file: from }) => [id, from])).toEqual([
      ["c1", null],
      ["c2", "a.har"],
      ["c3", "b.har"],
    ]);
    const masked = redact(report);
    expect(JSON.stringify(masked)).not.toContain("s3cr3tSessionValue42");
    expect(readReport(JSON.parse(JSON.stringify(masked)))).toEqual(masked);
  });

  test("carries the responses of other requests that were evidence, and no more of them", () => {
    const store = live();
    const cookie = ["Set-Cookie", "AWSALB=s3cr3tStickyValue99; Path=/"] as const;
    store.page.hostResponses.add([
      {
        url: "https://page.test/",
        status: 200,
        headers: [["Server", "nginx/1.24.0"], ["X-Private", "internal"], cookie],
      },
      { url: "https://elsewhere.test/", status: 200, headers: [["Server", "Caddy"]] },
    ]);
    const report = redact(reportOf(store, meta));
    const [connection] = report.connections;
    expect(connection?.intermediaries.map(({ id }) => id)).toEqual(["aws-alb", "nginx"]);
    expect(connection?.observed?.neighbours.map(({ url }) => url)).toEqual(["https://page.test/"]);
    const text = JSON.stringify(report);
    for (const absent of ["X-Private", "s3cr3tStickyValue99", "elsewhere"]) expect(text).not.toContain(absent);
    for (const saved of [JSON.stringify(report), toHar(report)]) {
      const other = new Store();
      other.imports.add("sent", readText(saved), NOW);
      const again = redact(reportOf(other, meta)).connections[0];
      expect(again?.intermediaries).toEqual(connection?.intermediaries);
    }
  });

  test("that was imported and is exported again masks what was masked, and keeps the states", () => {
    const store = live();
    const first = redact(reportOf(store, meta));
    const other = new Store();
    other.imports.add("sent.json", readText(JSON.stringify(first)), NOW);
    expect(other.ids.value.map((id) => other.upgrade(id)).map((one) => one && stateOf(one))).toEqual(["open"]);
    const again = redact(reportOf(other, { ...meta, generatedAt: NOW + 5000 }));
    expect(again.connections[0]).toEqual({ ...first.connections[0], file: "sent.json" });
  });
});
