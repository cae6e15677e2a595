import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inTimeSlices, pause } from "../../src/panel/time-slicing.ts";
import type { Steps } from "../../src/report/build/steps.ts";

/** Milliseconds of the thread's clock: they pass only while work is done. */
let now: number;

/** Counts to `until`, each step a millisecond long. */
function* counting(until: number): Steps<string> {
  for (let i = 0; i < until; i++) {
    now++;
    yield 1;
  }
  return `counted to ${until}`;
}

describe("work in turns", () => {
  beforeEach(() => {
    now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
  });
  afterEach(() => void vi.restoreAllMocks());

  it("is done whole, and others have the thread meanwhile", async () => {
    const told: number[] = [];
    let turnsOfOthers = 0;
    let isDone = false;
    const other = () => {
      turnsOfOthers++;
      if (!isDone) setImmediate(other);
    };
    setImmediate(other);
    const result = await inTimeSlices(counting(200), new AbortController().signal, (done) => {
      told.push(done);
      return pause();
    });
    isDone = true;
    expect(result).toBe("counted to 200");
    expect(told).toEqual([32, 64, 96, 128, 160, 192]);
    expect(turnsOfOthers).toBeGreaterThanOrEqual(told.length - 1);
  });

  it("is stopped between two turns", async () => {
    const cancel = new AbortController();
    let done = 0;
    const work = inTimeSlices(counting(100_000), cancel.signal, async (now) => {
      done = now;
      cancel.abort(new Error("enough"));
    });
    await expect(work).rejects.toThrow("enough");
    expect(done).toBe(32);
  });

  it("of a moment needs no turn, so that a click is still fresh", async () => {
    const quick = function* (): Steps<number> {
      yield 1;
      return 1;
    };
    const work = inTimeSlices(quick(), new AbortController().signal, () => Promise.reject(new Error("It paused.")));
    expect(await work).toBe(1);
  });
});
