import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { eventually } from "./eventually.ts";
import { closeWindows, openWindow } from "./shared-browser.ts";

/** The view alone, over made-up connections: six of seven end in one moment, and come again. */
describe("the timeline", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openWindow();
    await page.setViewport({ width: 1000, height: 500 });
    await page.goto(`${inject("viewPage")}?still&fixture=drop`);
    await page.waitForSelector(".timeline-strip");
    await page.waitForSelector("tr[data-id]");
  }, 60_000);
  afterAll(closeWindows);
  beforeEach(async () => {
    await page.mouse.move(500, 450);
    await page.evaluate("store.filter.clear(); store.selection.select(null)");
    await page.waitForSelector("[role=tabpanel]", { hidden: true });
  });

  const listed = () => page.$eval(".status-bar", (bar) => bar.textContent ?? "");
  const words = () => page.$eval("#panel", (panel) => panel.textContent ?? "");
  const range = () => page.evaluate("store.filter.range.value");
  const spoken = () => page.$eval(".timeline [role=status]", (status) => status.textContent ?? "");

  it("has the numbers in words, for those who cannot see it", async () => {
    const summary = await page.$eval(".timeline-canvas", (canvas) => canvas.getAttribute("aria-label") ?? "");
    expect(summary).toContain("13 connections");
    expect(summary).toContain("Waiting: 0, open: 7, closed: 6, failed: 0.");
    expect(summary).toMatch(/6 ended together at \d\d:\d\d:\d\d\./);
  });

  it("names the lifeline under the pointer, and what ended with it", async () => {
    // The first row, before the drop.
    const strip = await page.$eval(".timeline-canvas", (canvas) => canvas.getBoundingClientRect().top);
    await page.mouse.move(300, strip + 23);
    const tip = await page.waitForSelector(".timeline-tip");
    const words = await tip?.evaluate((element) => element.textContent ?? "");
    expect(words).toContain("live");
    expect(words).toContain("5 others ended within the same second.");
    await page.mouse.move(500, 450);
    await page.waitForSelector(".timeline-tip", { hidden: true });
  });

  it("filters by the range that is dragged, until Escape", async () => {
    await page.mouse.move(700, 60);
    await page.mouse.down();
    await page.mouse.move(850, 60, { steps: 3 });
    await page.mouse.up();
    expect(await eventually(listed, (text) => text.includes("of 13"))).toContain("7 of 13");
    await page.waitForSelector(".timeline-clear");
    await page.evaluate(`store.filter.text.value = "nobody"`);
    expect(await eventually(words, (text) => text.includes("alone hides"))).toContain(
      "“nobody” alone hides all of them.",
    );
    expect(await range()).not.toBeNull();
    await page.evaluate(`store.filter.text.value = ""`);
    await page.focus("[role=grid]");
    await page.keyboard.press("Escape");
    expect(await eventually(range, (chosen) => chosen === null)).toBeNull();
    expect(await listed()).toContain("13 upgrades");
  });

  it("keeps all lifelines, pale, while the filter matches nothing", async () => {
    const ink = () =>
      page.$eval(".timeline-canvas", (canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return 0;
        const { data } = canvas.getContext("2d")?.getImageData(0, 20, canvas.width, 45) ?? { data: [] };
        let sum = 0;
        for (let at = 3; at < data.length; at += 4) sum += data[at] ?? 0;
        return sum;
      });
    const summary = () => page.$eval(".timeline-canvas", (canvas) => canvas.getAttribute("aria-label") ?? "");
    const whole = await ink();
    await page.evaluate(`store.filter.text.value = "nobody"`);
    expect(await eventually(summary, (text) => text.startsWith("No"))).toContain(
      "No connection matches the filter; all 13 are drawn pale.",
    );
    const pale = await eventually(ink, (sum) => sum < whole);
    expect(pale).toBeGreaterThan(whole / 10);
    expect(pale).toBeLessThan(whole / 1.5);
    // They are no lines to point at: none of them is listed.
    const top = await page.$eval(".timeline-canvas", (canvas) => canvas.getBoundingClientRect().top);
    await page.mouse.move(300, top + 23);
    expect(await page.$(".timeline-tip")).toBeNull();
    await page.evaluate("store.filter.clear()");
    await eventually(ink, (sum) => sum > pale);
  });

  it("does all of it by keys", async () => {
    await page.focus("[role=grid]");
    await page.focus(".timeline-strip");
    await page.keyboard.press("Home");
    expect(await eventually(spoken, (text) => text !== "")).toMatch(/^live.*5 others ended within the same second/);
    await page.keyboard.press("ArrowDown");
    await eventually(spoken, (text) => text.startsWith("chat"));
    await page.keyboard.press("[");
    expect(await eventually(listed, (text) => text.includes("of 13"))).toContain("7 of 13");
    await page.keyboard.press("Escape");
    await eventually(range, (chosen) => chosen === null);
    await page.keyboard.press("Enter");
    await page.waitForSelector("[role=tabpanel]");
  });

  it("zooms with the wheel, and shows all again", async () => {
    const picture = () => page.evaluate(`document.querySelector(".timeline-canvas").toDataURL()`);
    const whole = await picture();
    await page.mouse.move(500, 60);
    await page.mouse.wheel({ deltaY: -600 });
    await page.mouse.move(500, 450);
    await eventually(picture, (now) => now !== whole);
    await page.focus(".timeline-strip");
    await page.keyboard.press("0");
    await page.focus("[role=grid]");
    await eventually(picture, (now) => now === whole);
  });

  it("is painted for lives and the clock, and not for messages", async () => {
    await page.evaluate(`
      globalThis.painted = 0;
      globalThis.clear ??= CanvasRenderingContext2D.prototype.clearRect;
      CanvasRenderingContext2D.prototype.clearRect = function (...place) { painted++; return clear.apply(this, place); };
      globalThis.frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(painted))));
      globalThis.message = (ref, at) => ({ type: "message", ref, at, message: { at, direction: "received", opcode: 1, size: 5, digest: at } });
    `);
    const before = Number(await page.evaluate("frames()"));
    expect(await page.evaluate(`store.page.observe([message("o", store.now.value)]); frames()`)).toBe(before);
    expect(await page.evaluate("store.now.value += 1000; frames()")).toBe(before + 1);
    const created = `{ type: "created", kind: "websocket", exchange: null, ref: "z", at: store.now.value, url: "wss://z.test/", initiator: null, target: "page" }`;
    expect(await page.evaluate(`store.page.observe([${created}]); frames()`)).toBe(before + 2);
  });
});
