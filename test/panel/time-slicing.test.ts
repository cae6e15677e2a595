import { describe, expect, it, vi } from "vitest";
import { inTimeSlices, pause } from "../../src/panel/time-slicing.ts";
import type { Steps } from "../../src/report/build/steps.ts";

/** Counts to `until`, each step about a millisecond long. */
function* counting(until: number): Steps<string> {
  for (let i = 0; i < until; i++) {
    const began = performance.now();
    while (performance.now() - began < 1);
    yield 1;
  }
  return `counted to ${until}`;
}

describe("work in turns", () => {
  it("is done whole, and others have the thread meanwhile", async () => {
    const told: number[] = [];
    let timers = 0;
    const timer = setInterval(() => timers++, 1);
    const result = await inTimeSlices(counting(200), new AbortController().signal, (done) => {
      told.push(done);
      return pause();
    });
    clearInterval(timer);
    expect(result).toBe("counted to 200");
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeLessThan(200);
    expect(timers).toBeGreaterThan(1);
  });

  it("is stopped between two turns", async () => {
    const cancel = new AbortController();
    let done = 0;
    const work = inTimeSlices(counting(100_000), cancel.signal, async (now) => {
      done = now;
      cancel.abort(new Error("enough"));
    });
    await expect(work).rejects.toThrow("enough");
    expect(done).toBeLessThan(100_000);
  });

  it("of a moment needs no turn, so that a click is still fresh", async () => {
    const clock = vi.spyOn(performance, "now").mockReturnValue(0);
    const quick = function* (): Steps<number> {
      yield 1;
      return 1;
    };
    const work = inTimeSlices(quick(), new AbortController().signal, () => Promise.reject(new Error("It paused.")));
    expect(await work).toBe(1);
    clock.mockRestore();
  });
});
