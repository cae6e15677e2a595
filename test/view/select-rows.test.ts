import { signal } from "@preact/signals";
import { describe, expect, test } from "vitest";
import type { ListRow } from "../../src/store/folding.ts";
import { createSelection } from "../../src/store/selection.ts";
import { RowSelecting } from "../../src/view/list/select-rows.ts";

const NONE = { isShift: false, isMain: false };
const SHIFT = { isShift: true, isMain: false };
const MAIN = { isShift: false, isMain: true };

function list(ids: readonly string[]) {
  const existing = signal(ids);
  const rows = { ids: existing, upgrade: () => null, life: () => null, fileOf: () => null };
  const selection = createSelection(rows, signal(new Map()));
  const shown = ids.map((id): ListRow => ({ key: id, id, kind: "single", ids: [id], isUnfolded: false }));
  const selecting = new RowSelecting(selection);
  const choose = (id: string, held = NONE) => selecting.choose(id, shown, held);
  const now = () => [selection.id.value, selection.ids.value.join("")];
  return { existing, selection, selecting, shown, choose, now };
}

describe("rows are selected as in lists", () => {
  test("one by a click", () => {
    const { choose, now } = list(["a", "b", "c"]);
    expect(choose("b")).toBe(true);
    expect(now()).toEqual(["b", "b"]);
    choose("c");
    expect(now()).toEqual(["c", "c"]);
  });

  test("one more and one less with Ctrl, in the order of the list; the details are of the last one", () => {
    const { choose, now } = list(["a", "b", "c", "d"]);
    choose("c");
    expect(choose("a", MAIN)).toBe(false);
    expect(now()).toEqual(["a", "ac"]);
    choose("d", MAIN);
    expect(now()).toEqual(["d", "acd"]);
    choose("d", MAIN);
    expect(now()).toEqual(["c", "ac"]);
    choose("a", MAIN);
    choose("c", MAIN);
    expect(now()).toEqual([null, ""]);
  });

  test("a stretch with Shift, from the row that was selected first, as far as the last one", () => {
    const { choose, now } = list(["a", "b", "c", "d", "e"]);
    choose("c");
    choose("e", SHIFT);
    expect(now()).toEqual(["e", "cde"]);
    choose("a", SHIFT);
    expect(now()).toEqual(["a", "abc"]);
    choose("c", SHIFT);
    expect(now()).toEqual(["c", "c"]);
  });

  test("a stretch from nothing is one row", () => {
    const { choose, now } = list(["a", "b"]);
    choose("b", SHIFT);
    expect(now()).toEqual(["b", "b"]);
  });

  test("all, and the details stay", () => {
    const { choose, selecting, shown, now } = list(["a", "b", "c"]);
    choose("b");
    selecting.all(shown);
    expect(now()).toEqual(["b", "abc"]);
  });
});

describe("a comparison", () => {
  test("is of exactly two, in the order of the list", () => {
    const { choose, selection } = list(["a", "b", "c"]);
    choose("b");
    selection.compare();
    expect(selection.compared.value).toBeNull();
    choose("a", MAIN);
    selection.compare();
    expect(selection.compared.value).toEqual(["a", "b"]);
    choose("c", MAIN);
    expect(selection.compared.value).toBeNull();
    selection.compare();
    expect(selection.compared.value).toBeNull();
  });

  test("ends when it is closed, when something else is selected, and when one of the two is gone", () => {
    const { choose, selection, existing } = list(["a", "b", "c"]);
    const compare = () => {
      choose("a");
      choose("b", SHIFT);
      selection.compare();
      expect(selection.compared.value).toEqual(["a", "b"]);
    };
    compare();
    selection.stopComparing();
    expect(selection.compared.value).toBeNull();
    compare();
    choose("c");
    expect(selection.compared.value).toBeNull();
    compare();
    existing.value = ["a", "c"];
    expect([selection.compared.value, selection.ids.value, selection.id.value]).toEqual([null, ["a"], null]);
  });
});
