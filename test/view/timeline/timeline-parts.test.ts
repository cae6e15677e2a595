import { describe, expect, test } from "vitest";
import type { Lifespan } from "../../../src/upgrade/lifespan.ts";
import type { Timed } from "../../../src/upgrade/series/drops.ts";
import { provideText } from "../../../src/view/text.ts";
import { dragFrom, draggedTo } from "../../../src/view/timeline/dragging.ts";
import { type Lifeline, lanesOf, MOST_ROWS, PACKED } from "../../../src/view/timeline/lanes.ts";
import { pictureOf } from "../../../src/view/timeline/picture.ts";
import { lifelineAt, moved } from "../../../src/view/timeline/pointed.ts";
import { extentOf, panned, ticksIn, timeAt, xOf, zoomed } from "../../../src/view/timeline/scale.ts";
import { lineText } from "../../../src/view/timeline/words.ts";

const START = Date.UTC(2026, 10, 28, 14, 0, 0);
const VIEW = { from: START, to: START + 100_000 };
const WIDTH = 1000;

function timed(id: string, from: number, to: number | null, key = id): Timed {
  const life: Lifespan = {
    outcome: to === null ? "open" : "closed",
    from: START + from,
    isOlder: false,
    openedAt: START + from,
    to: to === null ? null : START + to,
    isEndKnown: to !== null,
  };
  return { id, key, life, isCut: false };
}

describe("rows", () => {
  test("are one for each lane while there is room, in the order of beginnings; a series has one", () => {
    const { lines, rows } = lanesOf([timed("b", 50, 60), timed("a1", 0, 10, "a"), timed("a2", 20, 30, "a")]);
    expect(lines.map(({ id, row }) => [id, row])).toEqual([
      ["a1", 0],
      ["a2", 0],
      ["b", 1],
    ]);
    expect(rows).toBe(2);
  });

  test("are never shared while there is one for each, nor by what follows so soon that it reads as a reconnect", () => {
    const short = (count: number) =>
      lanesOf(Array.from({ length: count }, (_, i) => timed(`c${i}`, i * 1000, i * 1000 + 900)));
    expect(short(PACKED).rows).toBe(PACKED);
    const { lines, rows } = short(PACKED + 1);
    expect(rows).toBeLessThan(PACKED);
    for (const { life, row } of lines) {
      const next = lines.find((other) => other.row === row && other.life.from > life.from);
      if (next !== undefined) expect(next.life.from - (life.to ?? 0)).toBeGreaterThanOrEqual(16_000 * 0.03);
    }
  });

  test("are shared by lanes that follow each other where there are more", () => {
    const { lines, rows } = lanesOf(Array.from({ length: 40 }, (_, i) => timed(`c${i}`, i * 1000, i * 1000 + 1500)));
    expect(rows).toBeLessThanOrEqual(PACKED);
    for (const line of lines) {
      const others = lines.filter(({ row, id }) => row === line.row && id !== line.id);
      for (const { life } of others)
        expect(life.from > (line.life.to ?? 0) || (life.to ?? 0) < line.life.from).toBe(true);
    }
  });

  test("are as many as the strip has where all live at once", () => {
    const { lines, rows } = lanesOf(Array.from({ length: 400 }, (_, i) => timed(`c${i}`, i, null)));
    expect(rows).toBe(MOST_ROWS);
    expect(lines.at(-1)?.row).toBe(MOST_ROWS - 1);
  });
});

describe("what failed", () => {
  const failed = (at: number, row = 0): Lifeline => ({
    id: `f${row}-${at}`,
    key: "f",
    row,
    isCut: false,
    life: { outcome: "failed", from: START + at, isOlder: false, openedAt: null, to: START + at, isEndKnown: true },
  });
  const drawn = (...lines: Lifeline[]) => {
    const { failures, failureRuns } = pictureOf(lines, VIEW, WIDTH, START);
    const rounded = (x: number) => Math.round(x * 10) / 10;
    return {
      crosses: failures.map(({ row, x }) => [row, rounded(x)]),
      runs: failureRuns.map(({ row, from, to }) => [row, rounded(from), rounded(to)]),
    };
  };

  test("is a cross each while they can be told apart", () => {
    expect(drawn(failed(1000), failed(2000), failed(1050, 1))).toEqual({
      crosses: [
        [0, 10],
        [0, 20],
        [1, 10.5],
      ],
      runs: [],
    });
  });

  test("is as many crosses as there is room for on a line from the first to the last, where they are closer", () => {
    // Twenty, 2 pixels apart, and one that stands alone.
    const loop = Array.from({ length: 20 }, (_, i) => failed(1000 + i * 200));
    expect(drawn(...loop, failed(9000))).toEqual({
      crosses: [
        [0, 10],
        [0, 20],
        [0, 30],
        [0, 40],
        [0, 90],
      ],
      runs: [[0, 10, 48]],
    });
  });
});

describe("the words of the grid", () => {
  const HOUR = 3_600_000;

  test("have the day at the first line of each, where there are several", () => {
    provideText((key, parts) => (key === "language" ? "en-US" : parts.join(" at ")));
    const midnight = new Date(START).setHours(24, 0, 0, 0);
    const view = { from: midnight - 2.5 * HOUR, to: midnight + 3 * HOUR };
    const dated = [-2, -1, 0, 1].map((hours) => lineText(midnight + hours * HOUR, HOUR, view).includes(" at "));
    expect(dated).toEqual([true, false, true, false]);
    const short = { from: midnight + HOUR, to: midnight + 3 * HOUR };
    expect(lineText(midnight + 2 * HOUR, HOUR, short)).not.toContain(" at ");
  });
});

describe("the scale", () => {
  test("has room for all, and keeps its edge while time goes on", () => {
    const lines = [timed("a", 0, null), timed("b", 5000, 9000)];
    const first = extentOf(lines, START + 60_000);
    expect(first?.from).toBeLessThan(START);
    expect(first?.to).toBeGreaterThan(START + 60_000);
    expect(extentOf(lines, START + 61_000)).toEqual(first);
    expect(extentOf([], START)).toBeNull();
  });

  test("goes there and back", () => {
    expect(timeAt(xOf(START + 1234, VIEW, WIDTH), VIEW, WIDTH)).toBeCloseTo(START + 1234, 3);
  });

  test("has lines at round moments, as many as there is room for", () => {
    const { step, at } = ticksIn(VIEW, 8);
    expect(step).toBe(15_000);
    expect(at.map((moment) => (moment - START) / 1000)).toEqual([0, 15, 30, 45, 60, 75, 90]);
    expect(ticksIn({ from: START, to: START + 400 }, 8).step).toBe(50);
  });

  test("zooms around a moment, never beyond the whole, and pans within it", () => {
    const closer = zoomed(VIEW, START + 25_000, 0.5, VIEW);
    expect(closer).toEqual({ from: START + 12_500, to: START + 62_500 });
    expect(zoomed(closer ?? VIEW, START, 3, VIEW)).toBeNull();
    expect(panned(closer ?? VIEW, 5, VIEW)).toEqual({ from: START + 50_000, to: START + 100_000 });
    expect(panned(closer ?? VIEW, -5, VIEW).from).toBe(START);
    expect(zoomed(VIEW, START, 0, VIEW)).toEqual({ from: START, to: START + 20 });
  });
});

describe("pointing", () => {
  const { lines } = lanesOf([
    timed("long", 0, null),
    timed("first", 10_000, 20_000, "s"),
    timed("next", 20_500, 20_600, "s"),
  ]);
  const at = (row: number, x: number) => lifelineAt(lines, { row, x }, VIEW, WIDTH, START + 90_000)?.id;

  test("finds what is there, the shorter of two, and what is near", () => {
    expect(at(0, 500)).toBe("long");
    expect(at(0, 950)).toBeUndefined();
    expect(at(1, 150)).toBe("first");
    expect(at(1, 205.5)).toBe("next");
    expect(at(1, 209)).toBe("next");
    expect(at(1, 300)).toBeUndefined();
    expect(at(2, 150)).toBeUndefined();
  });

  test("by keys goes along the beginnings and to the next row", () => {
    const go = (id: string | null, key: Parameters<typeof moved>[2]) => moved(lines, id, key)?.id;
    expect(go(null, "ArrowRight")).toBe("long");
    expect(go("long", "ArrowRight")).toBe("first");
    expect(go("next", "ArrowRight")).toBe("next");
    expect(go("next", "ArrowUp")).toBe("long");
    expect(go("long", "ArrowUp")).toBe("long");
    expect(go("long", "ArrowDown")).toBe("first");
    expect(go("first", "End")).toBe("next");
    expect(moved([], null, "Home")).toBeNull();
  });
});

describe("dragging", () => {
  test("chooses a range in either direction, inside the view, and not at once", () => {
    const drag = dragFrom(300, null, VIEW, WIDTH);
    expect(draggedTo(drag, 302, VIEW, WIDTH)).toBeNull();
    expect(draggedTo(drag, 400, VIEW, WIDTH)).toEqual({ from: START + 30_000, to: START + 40_000 });
    expect(draggedTo(drag, -50, VIEW, WIDTH)).toEqual({ from: START, to: START + 30_000 });
  });

  test("at an edge moves that edge alone", () => {
    const range = { from: START + 20_000, to: START + 40_000 };
    expect(draggedTo(dragFrom(401, range, VIEW, WIDTH), 500, VIEW, WIDTH)).toEqual({ ...range, to: START + 50_000 });
    expect(draggedTo(dragFrom(199, range, VIEW, WIDTH), 100, VIEW, WIDTH)).toEqual({ ...range, from: START + 10_000 });
    expect(dragFrom(300, range, VIEW, WIDTH).anchor).toBeNull();
  });
});
