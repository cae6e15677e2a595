import { describe, expect, test } from "vitest";
import { Store } from "../../src/store/store.ts";
import { END, moveBorder, moveColumn, placedColumns, settingsOf } from "../../src/view/list/column-layout.ts";
import { type ColumnId, columns } from "../../src/view/list/columns.ts";
import { ListState } from "../../src/view/list/list-state.ts";
import { BIG_ROW_HEIGHT, ROW_HEIGHT } from "../../src/view/list/window.ts";

const show = (...ids: ColumnId[]) =>
  settingsOf(columns.map(({ id }) => ({ id, isShown: ids.includes(id), width: null })));
const drawn = (settings: ReturnType<typeof settingsOf>, width: number) =>
  placedColumns(settings, width).map(({ id }) => id);
const sum = (settings: ReturnType<typeof settingsOf>, width: number) =>
  placedColumns(settings, width).reduce((total, { placedWidth }) => total + placedWidth, 0);
const SIX = ["name", "status", "time", "explanation", "sent", "received"];

describe("columns", () => {
  test("nineteen there are; six are shown, and ten are on offer at the top of the menu", () => {
    expect(columns).toHaveLength(19);
    expect(drawn(settingsOf([]), 1280)).toEqual(SIX);
    expect(columns.filter(({ isOffered }) => isOffered)).toHaveLength(10);
  });

  test("fill the list exactly, whatever is shown and however wide it is", () => {
    for (const width of [400, 640, 700, 1280, 2000])
      for (const settings of [settingsOf([]), show(...columns.map(({ id }) => id)), show("name", "via", "initiator")])
        expect(sum(settings, width) + END).toBe(width);
  });

  test("the explanation goes first, and then has a line of its own", () => {
    expect(drawn(settingsOf([]), 600)).toEqual(SIX.filter((id) => id !== "explanation"));
    const list = new ListState(new Store());
    list.width.value = 600;
    expect([list.isBig.value, list.rowHeight.value]).toEqual([true, BIG_ROW_HEIGHT]);
    list.isBesideDetail.value = true;
    expect([list.isBig.value, list.rowHeight.value]).toEqual([false, ROW_HEIGHT]);
    list.isBesideDetail.value = false;
    list.toggle("explanation");
    expect(list.isBig.value).toBe(false);
    list.toggle("explanation");
    list.width.value = 900;
    expect(list.isBig.value).toBe(false);
  });

  test("the explanation has a column only where most reasons are read whole in it", () => {
    const widthAt = (width: number) =>
      placedColumns(settingsOf([]), width).find(({ id }) => id === "explanation")?.placedWidth ?? null;
    expect([widthAt(720), widthAt(810)]).toEqual([null, null]);
    expect(widthAt(830)).toBeGreaterThan(240);
  });

  test("beside details the time gives way to the name", () => {
    const beside = (width: number) => placedColumns(settingsOf([]), width, new Map(), true).map(({ id }) => id);
    expect(beside(330)).toEqual(["name", "status"]);
    expect(beside(420)).toEqual(["name", "status", "time", "received"]);
    expect(drawn(settingsOf([]), 330)).toEqual(["name", "status", "time"]);
  });

  test("give way in a narrow list, and the name and its state stay", () => {
    const all = show(...columns.map(({ id }) => id));
    expect(drawn(all, 320)).toEqual(["name", "status", "time"]);
    expect(drawn(show("name", "status", "time", "sent", "received"), 430)).toEqual([
      "name",
      "status",
      "time",
      "received",
    ]);
    expect(drawn(all, 4000)).toHaveLength(19);
  });

  test("the name leaves what is over to the explanation, and takes it where there is none", () => {
    const rest = (width: number) => placedColumns(settingsOf([]), width).find(({ isRest }) => isRest)?.id;
    expect([rest(600), rest(900)]).toEqual(["name", "explanation"]);
  });

  test("are wide enough for their words, as far as the name has room to give", () => {
    const words = new Map<ColumnId, number>([
      ["status", 99],
      ["time", 165],
    ]);
    const widths = (settings: ReturnType<typeof settingsOf>, width: number) =>
      placedColumns(settings, width, words).flatMap(({ id, placedWidth }) =>
        id === "status" || id === "time" ? [placedWidth] : [],
      );
    expect(widths(settingsOf([]), 1280)).toEqual([99, 165]);
    expect(widths(settingsOf([]), 380)).toEqual([99, 151]);
    expect(widths(settingsOf([]), 320)).toEqual([74, 140]);
    expect(widths(settingsOf([{ id: "status", isShown: true, width: 50 }]), 1280)).toEqual([50, 165]);
    expect(placedColumns(settingsOf([]), 380, words).find(({ id }) => id === "name")?.placedWidth).toBe(110);
  });

  test("the name cannot be hidden", () => {
    const list = new ListState(new Store());
    list.toggle("name");
    expect(list.columnIds.value[0]).toBe("name");
    expect(drawn(show("time"), 900)).toEqual(["name", "time"]);
  });
});

describe("what was remembered", () => {
  test("keeps order, widths and choice; unknown columns mean nothing, and the name stands first", () => {
    const settings = settingsOf([
      { id: "via", isShown: true, width: 200 },
      { id: "gone", isShown: true, width: 10 },
      { id: "name", isShown: false, width: 300 },
      { id: "rate", isShown: true, width: 5 },
      { id: "via", isShown: false, width: 1 },
    ]);
    expect(settings[0]).toEqual({ id: "name", isShown: true, width: 300 });
    expect(settings.find(({ id }) => id === "via")).toEqual({ id: "via", isShown: true, width: 200 });
    expect(settings.find(({ id }) => id === "rate")?.width).toBe(30);
    expect(new Set(settings.map(({ id }) => id)).size).toBe(19);
    const order = settings.map(({ id }) => id);
    expect(order.indexOf("via")).toBeLessThan(order.indexOf("rate"));
  });

  test("of an older panel, new columns stand where they stand by default", () => {
    const older = columns.filter(({ id }) => id !== "bytes").map(({ id }) => ({ id, isShown: true, width: null }));
    const order = settingsOf(older).map(({ id }) => id);
    expect(order.indexOf("bytes")).toBe(order.indexOf("received") + 1);
  });
});

describe("a border that is moved", () => {
  const placed = placedColumns(settingsOf([]), 1280);
  const at = (id: ColumnId) => placed.findIndex((column) => column.id === id);
  const move = (id: ColumnId, by: number) => {
    const { moved, widths } = moveBorder(placed, at(id), by);
    return [moved, Object.fromEntries(widths)];
  };

  test("gives to one what it takes from the other", () => {
    expect(move("status", 20)).toEqual([20, { status: 94, time: 120 }]);
    expect(move("status", -20)).toEqual([-20, { status: 54, time: 160 }]);
  });

  test("of what takes the rest, changes its neighbor alone", () => {
    expect(move("time", 30)).toEqual([30, { time: 170 }]);
    expect(move("explanation", 10)).toEqual([10, { sent: 42 }]);
  });

  test("stops where a column would vanish, and says how far it came", () => {
    expect(move("status", -500)).toEqual([-44, { status: 30, time: 184 }]);
    expect(move("status", 500)).toEqual([110, { status: 184, time: 30 }]);
    expect(move("received", 10)).toEqual([0, {}]);
  });

  test("the last column is widened at the cost of the one before it", () => {
    const list = new ListState(new Store());
    list.width.value = 1280;
    expect(list.widen("received", 8)).toBe(-8);
    expect(list.columns.value.map(({ id, placedWidth }) => [id, placedWidth]).slice(-2)).toEqual([
      ["sent", 44],
      ["received", 80],
    ]);
    list.resetColumns();
    expect(list.columns.value.at(-1)?.placedWidth).toBe(72);
  });

  test("draws no row again", () => {
    const list = new ListState(new Store());
    list.width.value = 1280;
    const before = list.columnIds.value;
    list.widen("status", 8);
    expect(list.columnIds.value).toBe(before);
  });
});

describe("a column that is moved", () => {
  const ids = (settings: ReturnType<typeof settingsOf>) => drawn(settings, 1280);

  test("goes before another, or to the end", () => {
    expect(ids(moveColumn(settingsOf([]), "received", "status"))).toEqual([
      "name",
      "received",
      "status",
      "time",
      "explanation",
      "sent",
    ]);
    expect(ids(moveColumn(settingsOf([]), "status", null)).at(-1)).toBe("status");
  });

  test("never stands before the name, and the name never moves", () => {
    expect(ids(moveColumn(settingsOf([]), "status", "name"))).toEqual(SIX);
    expect(ids(moveColumn(settingsOf([]), "name", null))).toEqual(SIX);
  });

  test("by keys goes one place on among those that are drawn", () => {
    const list = new ListState(new Store());
    list.width.value = 1280;
    list.step("status", 1);
    expect(list.columnIds.value.slice(0, 3)).toEqual(["name", "time", "status"]);
    list.step("status", -1);
    list.step("status", -1);
    expect(list.columnIds.value.slice(0, 3)).toEqual(["name", "status", "time"]);
    list.step("received", 1);
    list.step("received", -1);
    expect(list.columnIds.value.slice(-2)).toEqual(["received", "sent"]);
  });
});
