import * as v from "valibot";
import { afterAll, describe, expect, inject, it } from "vitest";
import { Judge } from "./accessibility/judge.ts";
import { LAYOUT_FLAWS } from "./accessibility/layout.ts";
import { states } from "./accessibility/states.ts";
import { closeWindows, openWindow } from "./shared-browser.ts";

/** Pages that are looked at at the same time. */
const PAGES = 2;

const WIDTHS = [1280, 480, 320];

/** German, one with words half as long again, and one that is written from right to left. */
const LANGUAGES = ["de", "accented", "mirrored"];

const FLAWS = v.array(v.string());

/** The view alone, with made-up connections. */
describe("every state of the panel, in every language", () => {
  const address = inject("viewPage");
  afterAll(closeWindows);

  it("keeps its texts and controls in their boxes, and none over another", { timeout: 300_000, retry: 0 }, async () => {
    const found: string[] = [];
    let looked = 0;
    const waiting = states.flatMap((state) => LANGUAGES.map((language) => ({ state, language })));
    const lookNext = async (judge: Judge): Promise<void> => {
      const next = waiting.shift();
      if (next === undefined) return;
      const { state, language } = next;
      for (const width of WIDTHS) {
        if (width === WIDTHS[0] || state.isMenu) {
          await judge.open(address, `language=${language}&${state.query}`, width);
          await state.prepare?.(judge.page);
        }
        await judge.look({ colors: "light", width });
        const flaws = v.parse(FLAWS, await judge.page.evaluate(LAYOUT_FLAWS));
        found.push(...flaws.map((flaw) => `${state.name}, ${language}, ${width}: ${flaw}`));
        looked++;
      }
      return lookNext(judge);
    };
    const pages = await Promise.all(Array.from({ length: PAGES }, async () => Judge.of(await openWindow())));
    await Promise.all(pages.map(lookNext));
    expect(found).toEqual([]);
    expect(looked).toBe(states.length * LANGUAGES.length * WIDTHS.length);
  });
});
