import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { eventually } from "./eventually.ts";
import { closeWindows, openWindow } from "./shared-browser.ts";

const SECRET = "kJ8s7dHq2mZx9PwL4vTb";

/** The view alone, with made-up connections, whose parts are made to throw. */
describe("a part of the panel that throws", () => {
  let page: Page;
  const address = inject("viewPage");
  beforeAll(async () => {
    page = await openWindow();
  }, 60_000);
  afterAll(closeWindows);
  beforeEach(async () => {
    await page.goto(`${address}?still`);
    await page.waitForSelector("tr[data-id]");
    await page.evaluate(`navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }`);
  });

  /** Makes a property of the store throw, or work again. */
  const breakIt = (name: string) =>
    page.evaluate(
      `Object.defineProperty(store, ${JSON.stringify(name)}, { configurable: true, get() {
        throw new TypeError("no ${name} at https://a.test/live?token=${SECRET}");
      } })`,
    );
  const mendIt = (name: string) => page.evaluate(`delete store.${name}; store.${name} = kept;`);
  const keep = (name: string) => page.evaluate(`globalThis.kept = store.${name}`);
  const rows = () => page.$$eval("tr[data-id]", (all) => all.length);
  const words = () => page.$eval("#panel", (panel) => panel.textContent ?? "");

  async function readDetails(): Promise<string> {
    await (await page.waitForSelector("::-p-xpath(//button[contains(., 'Copy details')])"))?.click();
    return eventually(
      async () => String(await page.evaluate("globalThis.copied ?? ''")),
      (text) => text !== "",
    );
  }
  const reload = async () =>
    (await page.waitForSelector("::-p-xpath(//button[contains(., 'Reload the panel')])"))?.click();

  it("in the list leaves the rest, keeps the data, and comes back", async () => {
    await page.setViewport({ width: 1280, height: 500 });
    const before = await rows();
    await keep("upgrade");
    await breakIt("upgrade");
    // All rows are drawn again when their columns change.
    await page.setViewport({ width: 600, height: 500 });
    expect(await eventually(words, (text) => text.includes("cannot be shown"))).toContain("is still there");
    const details = await readDetails();
    expect(details).toContain("TypeError: no upgrade");
    expect(details).toContain("Upgrades 0.1.0");
    expect(details).not.toContain(SECRET);
    await mendIt("upgrade");
    await reload();
    expect(await eventually(rows, (count) => count === before)).toBe(before);
  });

  it.each(["Explanation", "Handshake", "Messages", "Timing"])("in the tab %s leaves list and tabs", async (tab) => {
    await (await page.waitForSelector("tr[data-id]"))?.click();
    await page.waitForSelector("[role=tabpanel]");
    await keep("explanation");
    await breakIt("explanation");
    await page.evaluate(`store.tab.value = "messages"; store.tab.value = "timing";`);
    await (await page.waitForSelector(`::-p-xpath(//button[@role='tab'][.='${tab}'])`))?.click();
    await page.evaluate("store.now.value++");
    await page.waitForSelector("[role=tabpanel] .fault");
    expect(await rows()).toBeGreaterThan(3);
    expect(await readDetails()).not.toContain(SECRET);
    await mendIt("explanation");
    await reload();
    await page.waitForSelector("[role=tabpanel] :not(.fault) h2");
    expect(await page.$(".fault")).toBeNull();
  });

  it("outside the drawing is told in a line", async () => {
    await page.evaluate(`store.fault.value = { error: new Error("no answer for ?token=${SECRET}") }`);
    await page.waitForSelector(".line-warning");
    expect(await readDetails()).not.toContain(SECRET);
    await (await page.$(".line-dismiss"))?.click();
    await eventually(words, (text) => !text.includes("Copy details"));
    expect(await rows()).toBeGreaterThan(3);
  });
});
