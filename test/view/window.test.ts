import { describe, expect, test } from "vitest";
import { isMoveKey, moveTo, ROW_HEIGHT, scrollTo, sliceOf } from "../../src/view/list/window.ts";

describe("the rows that are drawn", () => {
  test.each([
    [0, 693, 10_000],
    [1, 693, 10_000],
    [104_999, 693, 10_000],
    [209_307, 693, 10_000],
    [500, 21, 100],
    [0, 693, 5],
    [0, 0, 10],
  ])("cover the view at %d, %d high, of %d", (scrollTop, height, total) => {
    const { first, end } = sliceOf(scrollTop, height, total);
    expect(first).toBeLessThanOrEqual(Math.floor(scrollTop / ROW_HEIGHT));
    expect(end).toBeGreaterThanOrEqual(Math.min(total, Math.ceil((scrollTop + height) / ROW_HEIGHT)));
    expect(end - first).toBeLessThan(height / ROW_HEIGHT + 60);
    expect(first % 2).toBe(0);
  });

  test("stay the same over a short scroll", () => {
    expect(sliceOf(21 * 100, 400, 1000).first).toBe(sliceOf(21 * 101, 400, 1000).first);
  });

  test("are none of an empty list", () => {
    expect(sliceOf(0, 400, 0)).toEqual({ first: 0, end: 0 });
  });

  test("never start behind a list that got shorter", () => {
    const { first, end } = sliceOf(200_000, 400, 7);
    expect(first).toBeLessThan(7);
    expect(end).toBe(7);
  });
});

describe("scrolling to a row", () => {
  test.each([
    ["above the view", 2, 210, 42],
    ["in the view", 12, 210, 210],
    ["below the view", 40, 210, 40 * 21 + 21 - 210],
  ])("%s", (_, index, scrollTop, expected) => {
    expect(scrollTo(index, scrollTop, 210)).toBe(expected);
  });
});

describe("keys", () => {
  test.each([
    ["ArrowDown", -1, 0],
    ["ArrowUp", -1, 0],
    ["ArrowDown", 4, 5],
    ["ArrowUp", 0, 0],
    ["ArrowDown", 99, 99],
    ["PageDown", 4, 13],
    ["PageUp", 4, 0],
    ["PageDown", 95, 99],
    ["Home", 50, 0],
    ["End", 50, 99],
    ["End", -1, 99],
  ] as const)("%s at %d selects %d", (key, index, expected) => {
    expect(moveTo(key, index, 10, 100)).toBe(expected);
  });

  test("select nothing in an empty list", () => {
    expect(moveTo("End", -1, 10, 0)).toBe(-1);
  });

  test("other keys do not move", () => {
    expect(isMoveKey("Enter")).toBe(false);
    expect(isMoveKey("Home")).toBe(true);
  });
});
