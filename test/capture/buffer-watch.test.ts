import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BufferWatch } from "../../src/capture/debugger/buffer-watch.ts";

describe("looks at what waits to be sent", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A watch whose looks find these, one after the other, and take this long. */
  function watch(found: boolean[], tookMs = 0) {
    const looks: number[] = [];
    const started = Date.now();
    const made = new BufferWatch(async () => {
      looks.push(Date.now() - started);
      if (tookMs > 0) await new Promise((resolve) => setTimeout(resolve, tookMs));
      return found.shift() ?? false;
    });
    return { made, looks };
  }

  it("are not made while the page sends nothing", async () => {
    const { looks } = watch([]);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toEqual([]);
  });

  it("are made once after many messages", async () => {
    const { made, looks } = watch([]);
    for (let i = 0; i < 1000; i++) made.readLater();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toEqual([2000]);
  });

  it("go on while something waits, though nothing more is sent", async () => {
    const { made, looks } = watch([true, true, false]);
    made.readLater();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toEqual([2000, 4000, 6000]);
  });

  it("are no rarer when somebody sets the time of day during one", async () => {
    const { made, looks } = watch([true, true], 200);
    made.readLater();
    await vi.advanceTimersByTimeAsync(2100);
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toHaveLength(3);
  });

  it("are rarer where they take long", async () => {
    const { made, looks } = watch([true, true], 200);
    made.readLater();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toEqual([2000, 12_200, 22_400]);
  });

  it("end with the session", async () => {
    const { made, looks } = watch([true]);
    made.readLater();
    made.stop();
    made.readLater();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toEqual([]);
  });
});
