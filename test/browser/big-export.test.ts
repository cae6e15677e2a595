import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { downloadBy } from "../../src/cli/browser/drive-panel.ts";
import { har, START, socketEntry } from "../cli/built-har.ts";
import { parseReport } from "../report/parse-report.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** Enough to take seconds. */
const MANY = 6000;

/** A report of thousands of connections, in real DevTools: the panel goes on, and it can be stopped. */
describe("a big export", () => {
  let at: Inspected;
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "upgrades-big-"));
    at = await inspect("/");
    const path = join(folder, "big.har");
    await writeFile(path, har(Array.from({ length: MANY }, (_, i) => entry(i))));
    const input = await at.open.panel.waitForSelector(".toolbar input[type=file]");
    await (await input?.toElement("input"))?.uploadFile(path);
    await eventually(
      () => text(".imports .source"),
      (words) => words.includes("big.har"),
      50_000,
    );
  });
  afterAll(async () => {
    await at?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const text = (selector: string) =>
    at.open.panel.$$eval(selector, (elements) => elements.map((element) => element.textContent ?? "").join("\n"));
  const press = (selector: string) =>
    at.open.panel.$eval(selector, (button) => button instanceof HTMLElement && button.click());
  const choose = async (item: string) => {
    await press(".export-button");
    const found = await at.open.panel.waitForSelector(`aria/${item}[role='menuitem']`);
    await found?.evaluate((button) => button instanceof HTMLElement && button.click());
  };
  const filter = async (words: string) => {
    await at.open.panel.$eval(
      ".toolbar-filter input",
      (input, value) => {
        if (!(input instanceof HTMLInputElement)) return;
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      },
      words,
    );
    await eventually(
      () => at.open.panel.$$eval("[role=grid] tr[data-id]", (rows) => rows.length),
      (rows) => (words === "" ? rows > 1 : rows === 1),
    );
  };

  it("draws, counts and answers while the report is made, and the report is of the moment of the click", {
    timeout: 180_000,
  }, async () => {
    const sources = () => text(".imports .source");
    const own = Number(/This page (\d+)/.exec(await sources())?.[1]);
    const later = `later-${Date.now()}`;
    await at.open.panel.evaluate(watchProgress);
    const saved = downloadBy(at.browser, () => choose("JSON"), at.open.panel);
    await at.open.panel.waitForSelector(".line-progress");
    await at.page.evaluate(
      (url) => {
        new WebSocket(url);
      },
      `${at.lab.origin.replace("http", "ws")}/live?${later}`,
    );
    await press("[data-id^=f1-]");
    expect(await text("[role=tabpanel]")).toContain("From big.har");
    const meanwhile = await at.open.panel.evaluate(() => document.querySelector(".line-progress") !== null);
    const report = parseReport((await saved).text);
    const seen = JSON.parse((await at.open.panel.evaluate(() => document.documentElement.dataset["seen"])) ?? "");
    expect(meanwhile).toBe(true);
    expect(seen.line).toMatch(/^Creating the JSON report of 6,00\d upgrades · \d+ ?%Cancel$/);
    expect(seen.frames).toBeGreaterThan(5);
    expect(seen.timers).toBeGreaterThan(5);
    expect(new Set(seen.shares).size).toBeGreaterThan(5);
    expect(seen.shares).toEqual([...seen.shares].sort((a, b) => a - b));
    expect(report.connections).toHaveLength(MANY + own);
    expect(report.connections.some(({ url }) => url?.includes(later))).toBe(false);
    expect(JSON.stringify(report)).not.toContain("s3cr3t");
    const listed = await eventually(sources, (words) => words.includes(`This page ${own + 1}`));
    expect(listed).toContain(`This page ${own + 1}`);
    expect(await at.open.panel.$(".line-progress")).toBeNull();
  });

  it("is stopped by Cancel, and nothing is saved", async () => {
    await choose("Markdown");
    await at.open.panel.waitForSelector(".line-progress");
    await press(".line:has(.line-progress) button");
    await eventually(
      () => at.open.panel.$(".line-progress"),
      (progress) => progress === null,
    );
    expect(await text(".announcement")).toBe("Canceled");
    // What comes next is the first file.
    await filter("host:one.test");
    const { name, text: saved } = await downloadBy(at.browser, () => choose("JSON"), at.open.panel);
    expect(name).toMatch(/\.json$/);
    expect(parseReport(saved).connections).toHaveLength(1);
  });

  it("waits with a copy that the browser refused for another click", async () => {
    await at.open.panel.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("not now"));
      document.execCommand = () => false;
    });
    await choose("Copy as Markdown");
    await eventually(
      () => text(".line"),
      (words) => words.includes("The Markdown report is ready"),
    );
    await at.open.panel.evaluate(() => {
      navigator.clipboard.writeText = async (copied) => {
        document.documentElement.dataset["copied"] = copied;
      };
    });
    await at.open.panel.$$eval(".line", (lines) => {
      const button = lines.find((line) => line.textContent?.includes("is ready"))?.querySelector("button");
      button?.click();
    });
    await eventually(
      () => text(".announcement"),
      (word) => word === "Copied",
    );
    expect(await text(".line")).not.toContain("is ready");
    expect(await at.open.panel.evaluate(() => document.documentElement.dataset["copied"])).toMatch(
      /^# WebSocket handshake report\n.*wss:\/\/one\.test/s,
    );
  });
});

/** Each connection with a key and a secret of its own; one of them to a host of its own. */
function entry(i: number): unknown {
  const made = structuredClone(
    socketEntry({
      url: i === 0 ? "wss://one.test/" : `wss://many.test/live/${i % 10}?token=s3cr3tValue${i}x`,
      status: i % 3 === 1 ? 400 : 101,
      requestHeaders: [{ name: "Cookie", value: `sid=s3cr3tSession${i % 100}` }],
    }),
  );
  for (const header of made.request.headers)
    if (header.name === "Sec-WebSocket-Key") header.value = btoa(String(i).padStart(16, "0"));
  return { ...made, startedDateTime: new Date(START * 1000 + i * 1000).toISOString() };
}

/** In the panel: counts what comes through while a report is being made. */
function watchProgress(): void {
  const shares: number[] = [];
  const seen = { frames: 0, timers: 0, shares, line: "" };
  const bar = () => document.querySelector<HTMLProgressElement>(".line-progress");
  const timer = () => {
    if (bar() !== null) seen.timers++;
    setTimeout(timer);
  };
  const frame = () => {
    const now = bar();
    if (now !== null) {
      seen.frames++;
      seen.shares.push(now.value);
      seen.line = now.closest(".line")?.textContent ?? "";
      document.documentElement.dataset["seen"] = JSON.stringify(seen);
    }
    requestAnimationFrame(frame);
  };
  timer();
  frame();
}
