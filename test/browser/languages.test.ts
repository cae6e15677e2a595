import * as v from "valibot";
import { afterAll, describe, expect, inject, it } from "vitest";
import { Judge } from "./accessibility/judge.ts";
import { LAYOUT_FLAWS } from "./accessibility/layout.ts";
import { states } from "./accessibility/states.ts";
import { closeWindows, openWindow } from "./shared-browser.ts";

/** Pages that are looked at at the same time. */
const PAGES = 2;

/** Narrow, where words and rows break. */
const NARROW = [480, 320];

/** Whether every language is looked at in every width. */
const IS_WHOLE = process.env["WHOLE_TABLE"] !== undefined;

/** In a wide panel there is room for most words; the language with the longest is looked at there for all. */
const WIDE = 1280;

/** German, one with words half as long again, and one that is written from right to left; and the widths of each. */
const LANGUAGES: readonly (readonly [language: string, widths: readonly number[]])[] = [
  ["de", IS_WHOLE ? [WIDE, ...NARROW] : NARROW],
  ["accented", [WIDE, ...NARROW]],
  ["mirrored", IS_WHOLE ? [WIDE, ...NARROW] : NARROW],
];

const FLAWS = v.array(v.string());

/** The view alone, with made-up connections. */
describe("every state of the panel, in every language", () => {
  const address = inject("viewPage");
  afterAll(closeWindows);

  it("keeps its texts and controls in their boxes, and none over another", { timeout: 300_000, retry: 0 }, async () => {
    const found: string[] = [];
    let looked = 0;
    const waiting = states.flatMap((state) => LANGUAGES.map(([language, widths]) => ({ state, language, widths })));
    const lookNext = async (judge: Judge): Promise<void> => {
      const next = waiting.shift();
      if (next === undefined) return;
      const { state, language, widths } = next;
      for (const width of widths) {
        if (width === widths[0] || state.isMenu) {
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
    expect(looked).toBe(states.length * (IS_WHOLE ? 9 : 7));
  });
});
