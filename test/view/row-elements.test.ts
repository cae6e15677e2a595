import { describe, expect, test } from "vitest";
import { RowElements } from "../../src/view/list/row-elements.ts";

describe("the elements of rows", () => {
  test("stay with the rows that stay, and go from those that left to those that come", () => {
    const elements = new RowElements();
    expect(elements.assign(["a", "b", "c"])).toEqual([0, 1, 2]);
    expect(elements.assign(["b", "c", "d"])).toEqual([1, 2, 0]);
    expect(elements.assign(["x", "y", "z"])).toEqual([0, 1, 2]);
  });

  test("are those of before wherever the list is scrolled to", () => {
    const elements = new RowElements();
    const keys = (from: number) => Array.from({ length: 30 }, (_, i) => `row ${from + i}`);
    elements.assign(keys(0));
    for (let from = 0; from < 10_000; from += 166) {
      expect(elements.assign(keys(from)).toSorted((a, b) => a - b)).toEqual(keys(0).map((_, i) => i));
    }
  });

  test("are one for each row when rows come between, go or change places", () => {
    const elements = new RowElements();
    elements.assign(["a", "b"]);
    const shown: [string[], number[]][] = [
      [
        ["a", "new", "b"],
        [0, 2, 1],
      ],
      [["b"], [1]],
      [[], []],
      [
        ["b", "a"],
        [0, 1],
      ],
    ];
    for (const [rows, expected] of shown) expect(elements.assign(rows)).toEqual(expected);
  });
});
