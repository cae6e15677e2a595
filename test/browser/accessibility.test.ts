import { afterAll, describe, expect, inject, it } from "vitest";
import { COLORS, Judge, WIDTHS } from "./accessibility/judge.ts";
import { type PanelState, states } from "./accessibility/states.ts";
import { closeWindows, openWindow } from "./shared-browser.ts";

/** Pages that are judged at the same time. */
const PAGES = 2;

/** The controls of the toolbar that lie over another, are cut off, or reach out of the window. */
const COLLISIONS = `(() => {
  const all = [...document.querySelectorAll(".toolbar :is(button, label, input)")].filter((one) => one.checkVisibility());
  const isBeside = (a, b) => !a.contains(b) && !b.contains(a);
  return all.flatMap((one, i) => {
    const a = one.getBoundingClientRect();
    const isCut = (one.tagName === "BUTTON" && one.scrollWidth > one.clientWidth) || a.left < 0 || a.right > innerWidth;
    const over = all.slice(i + 1).filter((other) => {
      const b = other.getBoundingClientRect();
      return isBeside(one, other) && a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom && b.top < a.bottom;
    });
    return [...(isCut ? [one] : []), ...over].map((bad) => one.textContent + " / " + bad.textContent);
  });
})()`;

/** The view alone, with made-up connections, judged by axe-core. */
describe("every state of the panel", () => {
  const address = inject("viewPage");
  afterAll(closeWindows);

  it("violates no rule of axe-core in any colors at any width", {
    timeout: 600_000,
    retry: 0,
  }, async ({ annotate }) => {
    const found: string[] = [];
    let judged = 0;
    const waiting = [...states];
    const judgeNext = async (judge: Judge): Promise<void> => {
      const state = waiting.shift();
      if (state === undefined) return;
      for (const width of WIDTHS) {
        if (width === WIDTHS[0] || state.isMenu) await show(judge, state, width);
        for (const colors of COLORS) {
          await judge.look({ colors, width });
          const violations = await judge.violations(state.part ?? "html", colors === "light");
          found.push(...violations.map((violation) => `${state.name}, ${colors}, ${width}: ${violation}`));
          judged++;
        }
      }
      return judgeNext(judge);
    };
    const pages = await Promise.all(Array.from({ length: PAGES }, async () => Judge.of(await openWindow())));
    await Promise.all(pages.map(judgeNext));
    expect(found).toEqual([]);
    // 72 states in light, dark and forced colors, at 1280, 640 (1280 at 200 %) and 320 pixels.
    expect([states.length, COLORS.length, WIDTHS.length, judged]).toEqual([72, 3, 3, 648]);
    const what = [
      `${states.length} states`,
      `${COLORS.length} colors (${COLORS})`,
      `${WIDTHS.length} widths (${WIDTHS} px)`,
    ];
    await annotate(`axe-core judged ${what.join(" × ")} = ${judged} pictures, ${found.length} violations`);
  });

  it("has no controls of the toolbar over each other, nor cut off, at any width", async () => {
    const page = await openWindow();
    await page.goto(`${address}?still&fixture=kinds`);
    await page.waitForSelector("tr[data-id]");
    await page.evaluate(`store.filter.text.value = "is:pending"`);
    for (const width of [360, 560, 761, 880, 900, 940, 1000, 1041, 1100, 1280]) {
      await page.setViewport({ width, height: 300 });
      expect(await page.evaluate(COLLISIONS), `${width} px`).toEqual([]);
    }
  });

  async function show(judge: Judge, state: PanelState, width: number): Promise<void> {
    await judge.open(address, state.query, width);
    await state.prepare?.(judge.page);
  }
});
