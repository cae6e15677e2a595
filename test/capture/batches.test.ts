import { beforeEach, describe, expect, it, vi } from "vitest";
import { Batches } from "../../src/capture/batches.ts";

beforeEach(() => void vi.useFakeTimers());

/** Batches of a receiver that takes so long for each, in milliseconds, and when it had them. */
function received(takesMs = 0) {
  const start = performance.now();
  const got: [at: number, batch: readonly number[]][] = [];
  const batches = new Batches<number>((batch) => {
    got.push([performance.now() - start, batch]);
    vi.advanceTimersByTime(takesMs);
  });
  return { batches, got };
}

describe("batches", () => {
  it("come at once after a silence, and then 50 ms apart, in order", () => {
    const { batches, got } = received();
    for (const one of [1, 2, 3]) batches.add(one);
    vi.advanceTimersByTime(10);
    batches.add(4);
    batches.add(5);
    vi.advanceTimersByTime(100);
    batches.add(6);
    vi.advanceTimersByTime(100);
    expect(got).toEqual([
      [0, [1, 2, 3]],
      [50, [4, 5]],
      [110, [6]],
    ]);
  });

  it("are 200 ms apart where they change numbers alone, unless something comes that changes more", () => {
    const { batches, got } = received();
    batches.addNumber(1);
    vi.advanceTimersByTime(100);
    batches.addNumber(2);
    vi.advanceTimersByTime(150);
    batches.addNumber(3);
    vi.advanceTimersByTime(20);
    batches.add(4);
    vi.advanceTimersByTime(500);
    expect(got).toEqual([
      [0, [1]],
      [200, [2]],
      [270, [3, 4]],
    ]);
  });

  it("come at once when they are asked for, and never empty", () => {
    const { batches, got } = received();
    batches.flush();
    batches.add(1);
    batches.flush();
    vi.advanceTimersByTime(100);
    expect(got).toEqual([[0, [1]]]);
  });

  it("are not handed on when somebody took what waited", () => {
    const { batches, got } = received();
    batches.add(1);
    expect(batches.take()).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(got).toEqual([]);
    expect(batches.take()).toEqual([]);
  });
});

describe("a receiver that needs long", () => {
  const feed = (batches: Batches<number>, forMs: number) => {
    for (let at = 0; at < forMs; at += 10) {
      batches.add(at);
      vi.advanceTimersByTime(10);
    }
  };

  it("rests twice as long as a batch took", () => {
    const { batches, got } = received(100);
    feed(batches, 1000);
    const gaps = got.slice(1).map(([at], i) => at - (got[i]?.[0] ?? 0));
    expect(gaps.length).toBeGreaterThan(2);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(300);
    expect(got.flatMap(([, batch]) => batch).length).toBeGreaterThan(80);
  });

  it("rests half a second at most", () => {
    const { batches, got } = received(2000);
    feed(batches, 1000);
    vi.advanceTimersByTime(5000);
    const gaps = got.slice(1).map(([at], i) => at - (got[i]?.[0] ?? 0));
    for (const gap of gaps) expect(gap).toBeLessThanOrEqual(2600);
    expect(gaps.length).toBeGreaterThan(0);
  });

  it("keeps nobody waiting who comes after the rest", () => {
    const { batches, got } = received(100);
    batches.add(1);
    vi.advanceTimersByTime(1000);
    batches.add(2);
    vi.advanceTimersByTime(0);
    expect(got).toHaveLength(2);
  });

  it("takes a twentieth of the time where numbers alone come, and half a second is the longest rest", () => {
    for (const [takesMs, atLeast, atMost] of [
      [5, 200, 220],
      [20, 400, 420],
      [100, 600, 620],
    ] as const) {
      const { batches, got } = received(takesMs);
      for (let at = 0; at < 5000; at += 10) {
        batches.addNumber(at);
        vi.advanceTimersByTime(10);
      }
      const gaps = got.slice(1).map(([at], i) => at - (got[i]?.[0] ?? 0));
      expect(gaps.length).toBeGreaterThan(5);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(atLeast);
      expect(Math.max(...gaps)).toBeLessThanOrEqual(atMost);
    }
  });

  it("does not hold back what changes rows because numbers rest", () => {
    const { batches, got } = received(20);
    batches.addNumber(1);
    vi.advanceTimersByTime(100);
    batches.addNumber(2);
    batches.add(3);
    vi.advanceTimersByTime(0);
    expect(got.at(-1)?.[1]).toEqual([2, 3]);
  });

  it("rests for the frame that shows it as well", () => {
    const frames: (() => void)[] = [];
    vi.stubGlobal("requestAnimationFrame", (callback: () => void) => void frames.push(callback));
    const { batches, got } = received();
    batches.addNumber(1);
    vi.advanceTimersByTime(10);
    for (const frame of frames.splice(0)) frame();
    // Style, layout and paint come before the next task.
    vi.setSystemTime(Date.now() + 20);
    vi.advanceTimersByTime(30);
    batches.addNumber(2);
    vi.advanceTimersByTime(1000);
    vi.unstubAllGlobals();
    expect(got).toHaveLength(2);
  });
});
