import { describe, expect, test } from "vitest";
import { Store } from "../../../src/store/store.ts";
import type { Observation } from "../../../src/upgrade/observation.ts";
import { LANES } from "../../../src/view/timeline/paint.ts";
import { crossesApart, pictureOf, pitchOf } from "../../../src/view/timeline/picture.ts";
import { TimelineState } from "../../../src/view/timeline/timeline-state.ts";
import { crowd, cut, drop, loop, seen } from "./patterns.ts";

const NOW = 1_790_000_000_000;
const WIDTH = 1000;

/** What the timeline draws of observations. */
function drawn(observations: readonly Observation[]) {
  const store = new Store();
  store.now.value = NOW;
  store.page.observe(observations);
  const state = new TimelineState(store, null);
  const view = state.view.value ?? { from: 0, to: 1 };
  const lanes = state.lanes.value;
  const picture = pictureOf(lanes.lines, view, WIDTH, state.now.value, crossesApart(pitchOf(lanes, LANES)));
  return { store, state, view, lanes, drops: state.drops.value, picture, pitch: pitchOf(lanes, LANES) };
}

/** Distances from each to the next. */
function steps(places: readonly number[]): number[] {
  return places.slice(1).map((x, i) => x - (places[i] ?? x));
}

describe("a client that tries again and again", () => {
  const { lanes, picture, drops } = drawn(loop(NOW));

  test("is one row of crosses at even distances, below the lines that go on", () => {
    expect(lanes.rows).toBe(4);
    const rows = new Set(picture.failures.map(({ row }) => row));
    expect([...rows]).toEqual([3]);
    expect(picture.failures).toHaveLength(30);
    const distances = steps(picture.failures.map(({ x }) => x));
    expect(Math.max(...distances) - Math.min(...distances)).toBeLessThan(0.01);
    expect(Math.min(...distances)).toBeGreaterThan(8);
  });

  test("leaves the others whole, and is no drop", () => {
    expect(picture.bars.open.map(({ row }) => row)).toEqual([0, 1, 2]);
    expect(picture.bars.closed).toEqual([]);
    expect(drops).toEqual([]);
  });
});

describe("a drop of all at one moment", () => {
  const { state, lanes, picture, drops } = drawn(drop(NOW));

  test("is a column of ends, and one mark for all of them", () => {
    expect(picture.ends).toHaveLength(6);
    expect(new Set(picture.ends.map(({ row }) => row)).size).toBe(6);
    const places = picture.ends.map(({ x }) => x);
    expect(Math.max(...places) - Math.min(...places)).toBeLessThan(2);
    expect(drops).toHaveLength(1);
    expect(drops[0]?.ids).toHaveLength(6);
    expect(drops[0]?.from).toBe(NOW - 140_000);
  });

  test("is followed by the same lanes again, and the one that stayed goes through", () => {
    expect(lanes.rows).toBe(7);
    expect(picture.bars.open).toHaveLength(7);
    expect(state.lanes.value.lines.filter(({ life }) => life.to === null)).toHaveLength(7);
  });

  test("is none when few of those that were open ended", () => {
    const many = Array.from({ length: 12 }, (_, i) => {
      const from = NOW - 90_000 + i;
      const to = i < 3 ? { to: NOW - 50_000 + i } : {};
      return { sourceId: `x${i}`, path: `/${i}`, from, openedAt: from + 50, ...to };
    });
    expect(drawn(seen(many)).drops).toEqual([]);
    expect(drawn(seen(many.slice(0, 6))).drops).toHaveLength(1);
    expect(drawn(seen(many.slice(1, 6))).drops).toEqual([]);
  });
});

describe("a regular cut", () => {
  const { picture, drops } = drawn(cut(NOW));

  test("is one row of bars of the same length, each with its end", () => {
    const closed = picture.bars.closed;
    expect(closed).toHaveLength(5);
    expect(new Set(closed.map(({ row }) => row)).size).toBe(1);
    const lengths = closed.map(({ from, to }) => to - from);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(0.01);
    expect(picture.ends.map(({ x }) => x)).toEqual(closed.map(({ to }) => to));
    expect(picture.failures).toEqual([]);
    expect(drops).toEqual([]);
  });

  test("shows the one that is open now", () => {
    expect(picture.bars.open.filter(({ row }) => row === picture.ends[0]?.row)).toHaveLength(1);
  });
});

describe("ten thousand connections", () => {
  const { lanes, picture, pitch } = drawn(crowd(NOW, 10_000));

  test("fit, and what covers each other is drawn once", () => {
    expect(lanes.lines).toHaveLength(10_000);
    expect(lanes.rows * pitch).toBeLessThanOrEqual(LANES);
    const all = Object.values(picture.bars).flat();
    expect(all.length).toBeLessThan(lanes.rows * WIDTH);
    for (const [i, bar] of picture.bars.open.entries()) {
      const next = picture.bars.open[i + 1];
      if (next?.row === bar.row) expect(next.from).toBeGreaterThan(bar.to);
    }
  });

  test("lose no failure: each has a mark on its place, or shares one", () => {
    const marks = new Set(picture.failures.map(({ row, x }) => `${row} ${Math.round(x)}`));
    expect(marks.size).toBeGreaterThan(900);
    expect(picture.failures.length).toBeLessThanOrEqual(1429);
  });
});

describe("the state of the timeline", () => {
  test("is shown with two connections and room, or as it was chosen; hidden it filters nothing", () => {
    const { state, store } = drawn(cut(NOW));
    expect(state.isShown.value).toBe(false);
    state.panelHeight.value = 300;
    expect(state.isShown.value).toBe(true);
    store.filter.range.value = { from: NOW - 1000, to: NOW };
    state.panelHeight.value = 200;
    expect(state.isShown.value).toBe(true);
    state.choose(false);
    expect(state.isShown.value).toBe(false);
    expect(store.filter.range.value).toBeNull();
    expect(new TimelineState(new Store(), null).isShown.value).toBe(false);
    expect(new TimelineState(new Store(), true).isShown.value).toBe(true);
  });

  test("follows lives and the clock, and no messages", () => {
    const { state, store } = drawn(cut(NOW));
    const [before, extent] = [state.lanes.value, state.extent.value];
    store.page.observe([{ type: "message", sourceId: "s0", at: NOW, message: messageAt(NOW) }]);
    expect(state.lanes.value).toBe(before);
    store.now.value = NOW + 1000;
    expect(state.lanes.value).toBe(before);
    expect(state.now.value).toBe(NOW + 1000);
    // The right edge goes on in steps: the picture stands still while the clock runs.
    expect(state.extent.value).toBe(extent);
    store.page.observe(seen([{ sourceId: "new", path: "/new", from: NOW, openedAt: NOW + 10 }]));
    expect(state.lanes.value).not.toBe(before);
  });

  test("lets the clock stand still when nothing lives", () => {
    const { state, store } = drawn(
      seen([{ sourceId: "a", path: "/a", from: NOW - 9000, openedAt: NOW - 8000, to: NOW - 5000 }]),
    );
    expect(state.now.value).toBe(0);
    store.now.value = NOW + 60_000;
    expect(state.extent.value?.to).toBeLessThan(NOW);
  });
});

function messageAt(at: number) {
  return { at, direction: "received", opcode: 1, size: 5, digest: 1 } as const;
}
