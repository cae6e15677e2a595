import { beforeAll, expect, test } from "vitest";
import { age, number, plural, timeOfDay } from "../../src/view/format.ts";
import { speakEnglish } from "./languages.ts";

beforeAll(speakEnglish);

test.each([
  [-5, "00:00"],
  [0, "00:00"],
  [999, "00:00"],
  [31_000, "00:31"],
  [842_000, "14:02"],
  [3_599_999, "59:59"],
  [3_600_000, "1:00:00"],
  [4_442_000, "1:14:02"],
  [86_400_000 * 2 + 4_442_000, "2 d 1:14:02"],
])("%d ms is the age %s", (milliseconds, expected) => {
  expect(age(milliseconds)).toBe(expected);
});

test("numbers have their thousands apart", () => {
  expect(number(45_332)).toBe("45,332");
  expect(number(5.126, 2)).toBe("5.13");
});

test("one is one, and many are counted", () => {
  expect(plural(1, "upgrades")).toBe("1 upgrade");
  expect(plural(0, "upgrades")).toBe("0 upgrades");
  expect(plural(1200, "upgrades")).toBe("1,200 upgrades");
});

test("a moment is told to the millisecond", () => {
  expect(timeOfDay(new Date(2026, 10, 22, 4, 3, 7, 25).getTime())).toBe("04:03:07.025");
});

test("a moment is the time of day, with or without its milliseconds", () => {
  const at = new Date(2026, 10, 22, 9, 3, 7, 50).getTime();
  expect([timeOfDay(at, "second"), timeOfDay(at)]).toEqual(["09:03:07", "09:03:07.050"]);
});
