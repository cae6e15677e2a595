import { afterAll, describe, expect, inject, it } from "vitest";
import { COLORS, Judge, WIDTHS } from "./accessibility/judge.ts";
import { type PanelState, states } from "./accessibility/states.ts";
import { closeWindows, openWindow } from "./shared-browser.ts";

/** Pages that are judged at the same time. */
const PAGES = 2;

/**
 * Whether every state is judged in every color at every width. Otherwise the narrower widths are judged in the other colors
 * only where they show a kind of text that was not judged in them yet.
 */
const IS_WHOLE = process.env["WHOLE_TABLE"] !== undefined;

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
    const judged = { light: 0, dark: 0, forced: 0 };
    const waiting = [...states];
    /** What was judged in every color. */
    const known = new Set<string>();
    const judgeNext = async (judge: Judge): Promise<void> => {
      const state = waiting.shift();
      if (state === undefined) return;
      for (const width of WIDTHS) {
        if (width === WIDTHS[0] || state.isMenu) await show(judge, state, width);
        await judge.look({ colors: "light", width });
        const shown = await judge.kinds(state.part ?? "html");
        const hasNew = shown.some((kind) => !known.has(kind));
        for (const kind of shown) known.add(kind);
        for (const colors of IS_WHOLE || hasNew || width === WIDTHS[0] ? COLORS : (["light"] as const)) {
          await judge.look({ colors, width });
          const violations = await judge.violations(state.part ?? "html", colors === "light");
          found.push(...violations.map((violation) => `${state.name}, ${colors}, ${width}: ${violation}`));
          judged[colors]++;
        }
      }
      return judgeNext(judge);
    };
    const pages = await Promise.all(Array.from({ length: PAGES }, async () => Judge.of(await openWindow())));
    await Promise.all(pages.map(judgeNext));
    expect(found).toEqual([]);
    // 72 states in light at 1280, 640 (1280 at 200 %) and 320 pixels, and in dark and forced colors wherever more was to be seen.
    const all = states.length * WIDTHS.length;
    expect([states.length, COLORS.length, WIDTHS.length, judged.light]).toEqual([72, 3, 3, 216]);
    expect(judged.forced).toBe(judged.dark);
    if (IS_WHOLE) expect(judged.dark).toBe(all);
    else {
      // A narrow list and its toolbar show what no wide one does.
      expect(judged.dark).toBeGreaterThan(states.length);
      expect(judged.dark).toBeLessThan(all);
    }
    const what = [
      `${all} pictures in light (${states.length} states × ${WIDTHS.length} widths, ${WIDTHS} px) by all rules`,
      `${judged.dark} in dark and ${judged.forced} in forced colors by those about colors`,
    ];
    const left = all - judged.dark;
    const rest = left === 0 ? "" : `; the ${left} others show no kind of text that was not among them`;
    await annotate(`axe-core judged ${what.join(", ")}${rest}: ${found.length} violations`);
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
