import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainReading } from "../../src/report/build/of-reading.ts";
import type { Report } from "../../src/report/build/report.ts";
import { readReport } from "../../src/report/contract/read.ts";
import { toHar } from "../../src/report/formats/har.ts";
import { toHtml } from "../../src/report/formats/html/html.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { readText } from "../../src/sources/recognize.ts";
import { recordedReport } from "../recordings/recorded-report.ts";
import { recordedIds } from "../recordings/recording.ts";
import { HOSTILE, reportFullOf } from "../report/hostile.ts";
import { parseReport } from "../report/parse-report.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** Everything that the lab can show, recorded once through the panel, in every format. */
let inspected: Inspected;
let report: Report;
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "upgrades-formats-"));
  inspected = await inspect();
  await inspected.live();
  await inspected.page.goto(`${inspected.lab.origin}/?open=all`);
  // Messages of a connection whose name is still looked for stand in a row of their own until the next look at the log.
  const isNamed = ({ connections }: Report) => connections.every(({ url }) => url !== null);
  report = await eventually(inspected.report, (one) => failed(one) > 40 && isNamed(one), 60_000);
});

afterAll(async () => {
  await inspected?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Handshakes to one address go out one after the other: it takes a while until most have failed. */
function failed({ connections }: Report): number {
  return connections.filter(({ verdict }) => verdict.level === "failed").length;
}

/** Opens a file in a tab of its own; what the browser has to say against it. */
async function complaintsAbout(
  name: string,
  content: string,
): Promise<{ complaints: string[]; text: string; scripts: number }> {
  const path = join(folder, name);
  await writeFile(path, content);
  const page = await inspected.browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) complaints.push(request.url());
  });
  try {
    await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
    const text = await page.evaluate(() => document.body.innerText);
    const scripts = await page.evaluate(
      () => document.querySelectorAll("script, img, iframe, [onload], [onerror], [style]").length,
    );
    return { complaints, text, scripts };
  } finally {
    await page.close();
  }
}

test("what the lab's main page opens comes out in every format, and JSON keeps the schema", () => {
  expect(report.connections.length).toBeGreaterThanOrEqual(80);
  expect(report.connections.some(({ verdict }) => verdict.level === "healthy")).toBe(true);
  expect(failed(report)).toBeGreaterThan(40);
  for (const { id, render } of formats) {
    const text = render(report);
    if (id === "json") expect(readReport(parseReport(text))).toEqual(report);
    else for (const { url } of report.connections.slice(0, 10)) expect(text).toContain(new URL(url ?? "").pathname);
  }
});

describe("HTML in Chromium", () => {
  test("opens without a word on the console, and reads well", async () => {
    const { complaints, text, scripts } = await complaintsAbout("report.html", toHtml(report));
    expect(complaints).toEqual([]);
    expect(scripts).toBe(0);
    for (const { verdict } of report.connections.slice(0, 20)) expect(text).toContain(verdict.headline);
  });

  test("opens with every recorded case in it without a word on the console", async () => {
    const { complaints, text, scripts } = await complaintsAbout("cases.html", toHtml(recordedReport()));
    expect([complaints, scripts]).toEqual([[], 0]);
    for (const id of recordedIds()) expect(text).toContain(id);
  });

  test("breaks no word in the index, at any width, and is never wider than the window", async () => {
    const page = await inspected.browser.newPage();
    await writeFile(join(folder, "widths.html"), toHtml(recordedReport()));
    await page.goto(pathToFileURL(join(folder, "widths.html")).href);
    for (const width of [400, 760, 1100, 1400]) {
      await page.setViewport({ width, height: 900 });
      const { broken, isWider } = await page.evaluate(() => {
        const broken = [...document.querySelectorAll(".index th, .index td:nth-child(3)")].flatMap((cell) => {
          const text = cell.lastChild;
          if (text === null || text.textContent === null) return [];
          return [...text.textContent.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            return range.getClientRects().length > 1 ? [word] : [];
          });
        });
        return { broken: [...new Set(broken)], isWider: document.documentElement.scrollWidth > innerWidth };
      });
      expect({ width, broken, isWider }).toEqual({ width, broken: [], isWider: false });
    }
    await page.close();
  });

  test("is styled: the policy lets its own style sheet through", async () => {
    const page = await inspected.browser.newPage();
    await writeFile(join(folder, "styled.html"), toHtml(report));
    await page.goto(pathToFileURL(join(folder, "styled.html")).href);
    for (const [scheme, color] of [
      ["light", "rgb(255, 255, 255)"],
      ["dark", "rgb(31, 31, 31)"],
    ] as const) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(color);
    }
    await page.close();
  });

  test("hostile text runs nothing and makes no element", async () => {
    for (const [i, text] of HOSTILE.entries()) {
      const { complaints, scripts } = await complaintsAbout(`hostile-${i}.html`, toHtml(reportFullOf(text)));
      expect([text, complaints, scripts]).toEqual([text, [], 0]);
    }
  });
});

describe("HAR", () => {
  test("is imported by DevTools' own Network panel", async () => {
    const har = toHar(report);
    const script = `(async () => {
      const { ViewManager } = await import("./ui/legacy/legacy.js");
      await ViewManager.ViewManager.instance().showView("network");
      const { NetworkPanel } = await import("./panels/network/network.js");
      const { NetworkLog } = await import("./models/logs/logs.js");
      const log = NetworkLog.NetworkLog.instance();
      log.reset(false);
      const file = new File([${JSON.stringify(har)}], "upgrades.har", { type: "application/json" });
      await NetworkPanel.NetworkPanel.instance().networkLogView.onLoadFromFile(file);
      const until = Date.now() + 10000;
      while (log.requests().length < ${report.connections.length} && Date.now() < until) await new Promise((r) => setTimeout(r, 100));
      return JSON.stringify(log.requests().map((one) => [one.url(), one.statusCode, one.resourceType().name(), one.responseHeaders.length]));
    })()`;
    const rows: unknown = JSON.parse(String(await inspected.open.devtools.evaluate(script)));
    const wanted = report.connections.map(({ url, kind, handshake: { response } }) => [
      url?.replace(/<[^>]*>/g, encodeURIComponent),
      response?.status ?? 0,
      kind,
      response?.headers.length ?? 0,
    ]);
    const sorted = (list: unknown) => (Array.isArray(list) ? list.map((row) => JSON.stringify(row)).sort() : list);
    expect(sorted(rows)).toEqual(sorted(wanted));
  });

  test("read again, it gives the same diagnoses of refused handshakes", () => {
    const again = explainReading(readText(toHar(report)), 0);
    expect(again).toHaveLength(report.connections.length);
    const stages = ["response-status", "response-headers"];
    const ids = again.flatMap(({ diagnosis }) =>
      diagnosis !== null && stages.includes(diagnosis.stage) ? [diagnosis.id] : [],
    );
    const before = new Set(report.connections.map(({ diagnosis }) => diagnosis?.id));
    expect(ids.length).toBeGreaterThan(10);
    expect(ids.filter((id) => !before.has(id))).toEqual([]);
  });
});
