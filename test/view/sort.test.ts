import { beforeAll, describe, expect, test } from "vitest";
import { Store } from "../../src/store/store.ts";
import type { ColumnId } from "../../src/view/list/columns.ts";
import { ListState } from "../../src/view/list/list-state.ts";
import { compareBy, inOrder, nextSort } from "../../src/view/list/sort.ts";
import { speakEnglish } from "./languages.ts";
import { seen, told } from "./seen.ts";

beforeAll(speakEnglish);

describe("a click on a header", () => {
  test("sorts numbers downwards first, then upwards, then not at all", () => {
    const first = nextSort(null, "received");
    const second = nextSort(first, "received");
    expect(first).toEqual({ column: "received", descending: true });
    expect(second).toEqual({ column: "received", descending: false });
    expect(nextSort(second, "received")).toBeNull();
  });

  test("sorts names upwards first, and another column starts again", () => {
    expect(nextSort(null, "name")).toEqual({ column: "name", descending: false });
    expect(nextSort({ column: "sent", descending: false }, "name")).toEqual({ column: "name", descending: false });
  });
});

describe("comparing", () => {
  const a = { ...seen(told.created(0, "wss://h/feed10"), told.sent(0), told.answered(0), told.message(1)), id: "a" };
  const b = { ...seen(told.created(0, "wss://h/Feed9"), told.sent(500), told.answered(500)), id: "b" };
  const old = { ...seen(told.message(3), told.message(4)), id: "old" };
  const sorted = (column: ColumnId, descending: boolean) =>
    [old, a, b]
      .sort(
        compareBy(
          { column, descending },
          {
            nowOf: () => 1000,
            briefOf: ({ id }) => (id === "old" ? null : `Row ${id}`),
            viaOf: ({ id }) => (id === "b" ? "nginx" : id === "a" ? "Cloudflare, nginx" : ""),
          },
        ),
      )
      .map(({ id }) => id);

  test("names by their numbers, case ignored, the nameless last both ways", () => {
    expect(sorted("name", false)).toEqual(["b", "a", "old"]);
    expect(sorted("name", true)).toEqual(["a", "b", "old"]);
  });

  test("times by their length, the unknown last both ways", () => {
    expect(sorted("time", false)).toEqual(["b", "a", "old"]);
    expect(sorted("time", true)).toEqual(["a", "b", "old"]);
  });

  test("explanations by their words, the unexplained last both ways", () => {
    expect(sorted("explanation", false)).toEqual(["a", "b", "old"]);
    expect(sorted("explanation", true)).toEqual(["b", "a", "old"]);
  });

  test("products along the way by their names, no product last both ways", () => {
    expect(sorted("via", false)).toEqual(["a", "b", "old"]);
    expect(sorted("via", true)).toEqual(["b", "a", "old"]);
  });

  test("hosts, bytes, moments and kinds", () => {
    expect(sorted("host", false)).toEqual(["a", "b", "old"]);
    expect(sorted("bytes", true)).toEqual(["old", "a", "b"]);
    expect(sorted("opened", true)).toEqual(["b", "a", "old"]);
    expect(sorted("last", true)).toEqual(["old", "a", "b"]);
  });

  test("counts and rates by their number", () => {
    expect(sorted("received", true)).toEqual(["old", "a", "b"]);
    expect(sorted("rate", false)).toEqual(["b", "a", "old"]);
  });
});

describe("places", () => {
  test("known rows stay, new ones go to the end, hidden ones find their place again", () => {
    const places = new Map([
      ["c", 0],
      ["a", 1],
      ["b", 2],
    ]);
    const put = (...keys: string[]) =>
      inOrder(
        places,
        keys.map((key) => ({ key })),
      ).map(({ key }) => key);
    expect(put("a", "b", "c", "d", "e")).toEqual(["c", "a", "b", "d", "e"]);
    expect(put("b", "e")).toEqual(["b", "e"]);
    expect(put("a", "b", "c", "e")).toEqual(["c", "a", "b", "e"]);
  });
});

describe("the list", () => {
  const open = (sourceId: string, at: number, url = `wss://h/${sourceId}`) =>
    [told.created(at, url), told.sent(at, false), told.answered(at, 200)].map((seen) => ({
      ...seen,
      sourceId: sourceId,
    }));
  const message = (sourceId: string, at: number) => ({ ...told.message(at), sourceId: sourceId });
  const close = (sourceId: string, at: number) => ({ ...told.closed(at), sourceId: sourceId });
  const idsOf = (list: ListState) => list.rows.value.map(({ id }) => id);

  test("a count that grows draws nothing again and moves no row", () => {
    const store = new Store();
    store.page.observe([...open("x", 1), ...open("y", 2), message("y", 3)]);
    const list = new ListState(store);
    list.sortBy("received");
    const before = list.rows.value;
    expect(idsOf(list)).toEqual(["c2", "c1"]);
    store.page.observe([message("x", 4), message("x", 5), message("x", 6)]);
    expect(list.rows.value).toBe(before);
  });

  test("a new upgrade goes to the end until the next click", () => {
    const store = new Store();
    store.page.observe([...open("x", 1), ...open("y", 2), message("y", 3)]);
    const list = new ListState(store);
    list.sortBy("received");
    expect(idsOf(list)).toEqual(["c2", "c1"]);
    store.page.observe([...open("z", 4), message("z", 5), message("z", 6)]);
    expect(idsOf(list)).toEqual(["c2", "c1", "c3"]);
    list.sortBy("received");
    list.sortBy("received");
    expect(idsOf(list)).toEqual(["c1", "c2", "c3"]);
  });

  test("a new attempt takes over the row of the one before, wherever the sort has put it", () => {
    const store = new Store();
    store.page.observe([...open("x", 1, "wss://h/x"), message("x", 2), close("x", 3), ...open("y", 4)]);
    const list = new ListState(store);
    list.sortBy("received");
    expect(idsOf(list)).toEqual(["c1", "c2"]);
    store.page.observe(open("x2", 500, "wss://h/x"));
    expect(idsOf(list)).toEqual(["c3", "c2"]);
    expect(list.rows.value[0]).toMatchObject({ key: "c1", kind: "newest", ids: ["c1", "c3"] });
    list.setUnfolded("c1", true);
    expect(list.rows.value.map(({ id, kind }) => [id, kind])).toEqual([
      ["c3", "newest"],
      ["c1", "older"],
      ["c2", "single"],
    ]);
    list.setUnfolded("c1", false);
    expect(idsOf(list)).toEqual(["c3", "c2"]);
  });

  test("a remembered sort orders the first rows that come", () => {
    const store = new Store();
    const sort = { column: "received", descending: true };
    const list = new ListState(store, { columns: [], sort, beside: 40, above: 40, timeline: null });
    expect(idsOf(list)).toEqual([]);
    store.page.observe([...open("x", 1), ...open("y", 2), message("y", 3)]);
    expect(idsOf(list)).toEqual(["c2", "c1"]);
  });

  test("a remembered sort by a column that is no more is none", () => {
    const sort = { column: "gone", descending: true };
    expect(
      new ListState(new Store(), { columns: [], sort, beside: 40, above: 40, timeline: null }).sort.value,
    ).toBeNull();
  });
});
