import { describe, expect, test } from "vitest";
import { fold, foldsOf, type ListRow, rowOf, unfold } from "../../src/store/folding.ts";
import { reportOf } from "../../src/store/report-of.ts";
import { Store } from "../../src/store/store.ts";
import { newExchange } from "../../src/upgrade/http/exchange.ts";
import { meta } from "../report/built.ts";
import { answered, closed, created, message, messageSeen, START } from "../upgrade/observations.ts";

const folds = new Map(["a1", "a2", "a3"].map((id) => [id, { key: "a1", ids: ["a1", "a2", "a3"] }]));
const brief = (rows: readonly ListRow[]) => rows.map(({ key, id, kind, ids }) => [key, id, kind, ids.length]);

describe("folding", () => {
  test("a series stands at its first attempt's place and shows its newest", () => {
    expect(brief(fold(["a1", "b", "a2", "c", "a3"], folds))).toEqual([
      ["a1", "a3", "newest", 3],
      ["b", "b", "single", 1],
      ["c", "c", "single", 1],
    ]);
  });

  test("only what passes the filter is in the row", () => {
    expect(brief(fold(["a1", "b", "a2"], folds))).toEqual([
      ["a1", "a2", "newest", 2],
      ["b", "b", "single", 1],
    ]);
    expect(brief(fold(["b", "a2"], folds))).toEqual([
      ["b", "b", "single", 1],
      ["a1", "a2", "single", 1],
    ]);
  });

  test("unfolding lists the older ones below, newest first, and leaves the others alone", () => {
    const folded = fold(["b", "a1", "a2", "a3"], folds);
    const rows = unfold(folded, new Set(["a1", "b"]));
    expect(rows.map(({ id, kind, isUnfolded }) => [id, kind, isUnfolded])).toEqual([
      ["b", "single", false],
      ["a3", "newest", true],
      ["a2", "older", false],
      ["a1", "older", false],
    ]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(4);
    expect(unfold(folded, new Set())).toEqual(folded);
  });

  test("an older attempt is in the folded row, and in its own when there is one", () => {
    const folded = fold(["b", "a1", "a2", "a3"], folds);
    expect(rowOf(folded, "a1")).toBe(1);
    expect(rowOf(folded, "a3")).toBe(1);
    expect(rowOf(unfold(folded, new Set(["a1"])), "a1")).toBe(3);
    expect(rowOf(folded, "gone")).toBe(-1);
    expect(rowOf(folded, null)).toBe(-1);
  });
});

describe("the store", () => {
  const attempt = (sourceId: string, at: number, isOver = true) => [
    created(sourceId, START + at),
    answered(sourceId, 101, START + at + 5),
    ...(isOver ? [closed(sourceId, START + at + 20)] : []),
  ];

  test("folds attempts that followed each other, and not sockets that are open beside each other", () => {
    const store = new Store();
    store.page.observe([...attempt("x", 0), ...attempt("y", 1000, false), ...attempt("z", 2000, false)]);
    expect([...store.folds.value]).toEqual([
      ["c1", { key: "c1", ids: ["c1", "c2"] }],
      ["c2", { key: "c1", ids: ["c1", "c2"] }],
    ]);
  });

  test("without Keep log a navigation leaves only what lives on in workers that no page ends", () => {
    const store = new Store();
    store.page.observe([
      ...attempt("page", 0, false),
      { ...created("worker"), target: "service-worker" },
      { ...created("watched no more"), target: "service-worker" },
      answered("watched no more"),
      { type: "paused", sourceId: "watched no more", at: START + 50 },
      { ...created("gone"), target: "shared-worker" },
      closed("gone"),
    ]);
    store.page.navigated("https://example.com/next", START + 100);
    expect(store.ids.value).toEqual(["c2"]);
    expect(store.page.all.map(({ ended }) => ended)).toEqual([null]);
  });

  test("a new attempt selects nothing else; the series of the selected one grows", () => {
    const store = new Store();
    store.page.observe([...attempt("x", 0), ...attempt("y", 1000)]);
    store.selection.select("c2");
    expect(store.selection.series.value?.map(({ id }) => id)).toEqual(["c1", "c2"]);
    store.page.observe(attempt("z", 2000, false));
    expect(store.selection.id.value).toBe("c2");
    expect(store.selection.series.value?.map(({ id }) => id)).toEqual(["c1", "c2", "c3"]);
    expect(rowOf(fold(store.filter.shown.value, store.folds.value), store.selection.id.value)).toBe(0);
  });

  test("messages alone fold nothing again", () => {
    const store = new Store();
    store.page.observe([...attempt("x", 0), ...attempt("y", 1000, false)]);
    const before = store.folds.value;
    store.page.observe([messageSeen("y", message(START + 1100))]);
    expect(store.folds.value).toBe(before);
    store.page.observe([closed("y", START + 1200)]);
    expect(store.folds.value).not.toBe(before);
  });

  test("an open connection that ends can be followed from then on", () => {
    const store = new Store();
    store.page.observe(attempt("x", 0, false));
    store.page.observe([closed("x", START + 500), ...attempt("y", 1000, false)]);
    expect(store.folds.value.get("c2")?.ids).toEqual(["c1", "c2"]);
    expect(foldsOf(store.page.capture.value.index).size).toBe(2);
  });
});

describe("ordinary requests that stay pending", () => {
  const asked = (sourceId: string, kind: "event-stream" | "webtransport") =>
    ({ ...created(sourceId, START), kind, exchange: newExchange("GET", null) }) as const;

  const listed = (otherPending: boolean, filter = "") => {
    const store = new Store();
    store.page.observe([created("a", START), asked("b", "event-stream"), asked("c", "webtransport")]);
    store.settings.value = { ...store.settings.value, otherPending };
    store.filter.text.value = filter;
    return { shown: store.filter.shown.value, all: store.counts.value.all, unlisted: store.filter.unlisted.value };
  };

  test("are listed, counted and reported only where they are wanted", () => {
    expect(listed(false)).toEqual({ shown: ["c1", "c3"], all: 2, unlisted: 1 });
    expect(listed(true)).toEqual({ shown: ["c1", "c2", "c3"], all: 3, unlisted: 0 });
    const store = new Store();
    store.page.observe([created("a", START), asked("b", "event-stream")]);
    expect(reportOf(store, meta()).connections.map(({ kind }) => kind)).toEqual(["websocket"]);
  });

  test("are listed for a filter that names their kind", () => {
    expect(listed(false, "kind:event").shown).toEqual(["c2"]);
    expect(listed(true, "-kind:event").shown).toEqual(["c1", "c3"]);
    expect(listed(false, "-kind:websocket").shown).toEqual(["c3"]);
  });
});

describe("DevTools' search", () => {
  test("filters, and its end takes its words away", () => {
    const store = new Store();
    store.filter.search("live");
    expect(store.filter.text.value).toBe("live");
    store.filter.search(null);
    expect(store.filter.text.value).toBe("");
  });

  test("its end leaves alone what the user has typed", () => {
    const store = new Store();
    store.filter.text.value = "is:failed";
    store.filter.search(null);
    expect(store.filter.text.value).toBe("is:failed");
    store.filter.search("live");
    store.filter.text.value = "live is:open";
    store.filter.search(null);
    expect(store.filter.text.value).toBe("live is:open");
  });
});
