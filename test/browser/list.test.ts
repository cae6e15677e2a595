import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "./eventually.ts";
import { closeWindows, openWindow } from "./shared-browser.ts";

/** The view alone, over recorded connections: what is seen of a row and of the field above it, without opening anything. */
describe("the list", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openWindow();
    await page.setViewport({ width: 1200, height: 700 });
    await page.goto(`${inject("viewPage")}?still&fixture=recorded`);
    await page.waitForSelector("tr[data-id]");
  }, 60_000);
  afterAll(closeWindows);

  /** Colors of the parts of each row, by the end of its address. */
  const colors = (end: string) =>
    page.evaluate(`(() => {
      const name = [...document.querySelectorAll("tr[data-id] .name")].find((one) => one.title.endsWith(${JSON.stringify(end)}));
      const row = name.closest("tr");
      return ["svg", ".name-text", ".cell-status span", ".cell-time span", ".brief"].map(
        (part) => getComputedStyle(row.querySelector(part)).color);
    })()`);

  it.each(["/close/1011", "/no-upgrade/live", "metrics.example.org/"])(
    "colors the whole row of a failure alike: %s",
    async (end) => {
      const [error] = [
        await page.evaluate(`getComputedStyle(document.querySelector(".status-item.tone-error")).color`),
      ];
      expect(await colors(end)).toEqual(Array.from({ length: 5 }, () => error));
      await page.evaluate(`store.selection.select([...document.querySelectorAll("tr[data-id]")].find((row) =>
        row.querySelector(".name").title.endsWith(${JSON.stringify(end)})).dataset.id)`);
      await page.waitForSelector("tr[aria-selected=true]");
      const selected = await colors(end);
      expect(new Set(Array.isArray(selected) ? selected : [])).toEqual(new Set([error]));
      await page.evaluate("store.selection.select(null)");
    },
  );

  it("says beside each key that the filter's field offers what it asks for", async () => {
    await page.focus("[role=combobox]");
    await page.keyboard.type("s");
    await page.waitForSelector(".filter-suggestions [role=option]");
    const options = () =>
      page.$$eval(".filter-suggestions [role=option]", (all) =>
        all.map((one) => [one.firstElementChild?.textContent ?? "", one.lastElementChild?.textContent ?? ""]),
      );
    const offered = await options();
    expect(offered.map(([key]) => key)).toEqual(["scheme:", "status:", "sent:"]);
    expect(offered.find(([key]) => key === "sent:")?.[1]).toBe("Number of messages sent");
    // What is read aloud has both, and a click still takes the key alone.
    const tree = await page.accessibility.snapshot({ interestingOnly: false });
    expect(JSON.stringify(tree)).toContain("sent: Number of messages sent");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    expect(
      await eventually(
        () => page.$eval("[role=combobox]", (field) => (field instanceof HTMLInputElement ? field.value : "")),
        (value) => value.endsWith(":"),
      ),
    ).toBe("sent:");
    await page.evaluate("store.filter.clear()");
  });

  it("offers every key, with what it asks for, when an empty field is asked with the arrow key", async () => {
    await page.focus("[role=combobox]");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector(".filter-suggestions [role=option]");
    const words = await page.$$eval(".filter-suggestions [role=option]", (all) => all.map((one) => one.textContent));
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((text) => !/^[a-z-]+: ?\S/.test(text ?? ""))).toEqual([]);
    await page.keyboard.press("Escape");
  });
});
