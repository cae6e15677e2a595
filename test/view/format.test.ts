import { beforeAll, expect, test } from "vitest";
import { dateAndTime, number, plural, timeOfDay } from "../../src/view/format.ts";
import { speakEnglish } from "./languages.ts";

beforeAll(speakEnglish);

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

test("a moment with its date has the clock of 24 hours that all other times have", () => {
  const at = new Date(2026, 10, 22, 15, 0, 7).getTime();
  expect(dateAndTime(at)).toBe(`Nov 22, 2026, ${timeOfDay(at, "second")}`);
  expect(dateAndTime(Number.NaN)).toBe("time not known");
});
