import { recordUpgrades, reportOf, toMarkdown } from "handshake-report";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedBrowser } from "../browser/shared-browser.ts";
import { type Lab, startLab } from "../lab/lab.ts";

/** How a Puppeteer test attaches a report to its failure. */
let page: Page;
let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
  page = await (await sharedBrowser()).newPage();
});

afterAll(async () => {
  await page?.close();
  await lab?.close();
});

test("a failing assertion says why the socket did not open", async () => {
  const recorder = await recordUpgrades(await page.createCDPSession());
  await page.goto(`${lab.origin}/app`);

  const opened = await page.evaluate(
    (url) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(url);
        socket.addEventListener("open", () => resolve(true));
        socket.addEventListener("close", () => resolve(false));
      }),
    `${lab.origin.replace("http", "ws")}/status/403?token=acc355-token`,
  );

  // In your own test: expect(opened, toMarkdown(report)).toBe(true)
  expect(opened).toBe(false);
  const report = reportOf(recorder.reading(page.url()));
  const refused = report.connections.find(({ url }) => url?.includes("/status/403"));
  expect(refused?.diagnosis?.id).toBe("forbidden");
  expect(toMarkdown(report)).toContain("**Refused.** The response was 403 Forbidden");
  expect(toMarkdown(report)).not.toContain("acc355-token");
});
