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
  it("are what came within 50 ms, in order", () => {
    const { batches, got } = received();
    for (const one of [1, 2, 3]) batches.add(one);
    vi.advanceTimersByTime(60);
    batches.add(4);
    vi.advanceTimersByTime(60);
    expect(got).toEqual([
      [50, [1, 2, 3]],
      [110, [4]],
    ]);
  });

  it("wait for as long as they may, unless something comes that may not", () => {
    const { batches, got } = received();
    batches.add(1, 200);
    vi.advanceTimersByTime(100);
    batches.add(2, 200);
    vi.advanceTimersByTime(150);
    batches.add(3, 200);
    vi.advanceTimersByTime(20);
    batches.add(4);
    vi.advanceTimersByTime(500);
    expect(got).toEqual([
      [200, [1, 2]],
      [320, [3, 4]],
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
    const before = performance.now();
    batches.add(2);
    vi.advanceTimersByTime(50);
    expect(got).toHaveLength(2);
    expect(performance.now() - before).toBeGreaterThanOrEqual(50);
  });
});
