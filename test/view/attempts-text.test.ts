import { beforeAll, describe, expect, test } from "vitest";
import type { Series } from "../../src/upgrade/series/series.ts";
import { attemptsText } from "../../src/view/explanation/attempts-text.ts";
import { timeOfDay } from "../../src/view/format.ts";
import { speakEnglish } from "./languages.ts";
import { seen, told } from "./seen.ts";

beforeAll(speakEnglish);

const series = (intervalsMs: readonly number[], pattern: Series["pattern"]): Series => {
  const begun = [0];
  for (const interval of intervalsMs) begun.push((begun.at(-1) ?? 0) + interval);
  return { attempts: begun.map((at) => seen(told.created(at))), intervalsMs, pattern };
};

describe("a series in words", () => {
  test.each([
    [[2010, 1990, 2040], "fixed", "They follow each other at a fixed interval of about 2 s."],
    [[1000, 2000, 4000], "exponential", "The intervals grow: the last was 4 s."],
    [[900, 4100], "irregular", "The intervals follow no pattern; the last was 4.1 s."],
    [[900], "irregular", "The second came 900 ms after the first."],
    [[4], "strict-mode-pair", "They come in pairs: the first of each pair was canceled at once"],
  ] as const)("%j, %s", (intervals, pattern, words) => {
    const text = attemptsText(series(intervals, pattern));
    expect(text).toContain(words);
    expect(text).toContain(`${intervals.length + 1} attempts at this address, from ${timeOfDay(0)} to `);
  });

  test("claims no times that nobody told", () => {
    const { attempts, ...rest } = series([5, 5], "irregular");
    const timeless = attempts.map((attempt) => ({ ...attempt, createdAt: null }));
    expect(attemptsText({ ...rest, attempts: timeless })).toBe("The intervals follow no pattern; the last was 5 ms.");
  });
});
