import { describe, expect, it, vi } from "vitest";
import { SocketWatch } from "../../src/capture/debugger/socket-watch.ts";

/** A session in which there are no sockets; searching for them takes until `answer` is called. */
function session() {
  const waiting: (() => void)[] = [];
  let searches = 0;
  const watch = new SocketWatch(
    async (method, params) => {
      if (method === "Runtime.queryObjects") {
        searches++;
        await new Promise<void>((resolve) => waiting.push(resolve));
        return { objects: { objectId: "list" } };
      }
      if (method === "Runtime.callFunctionOn") return { result: { value: [] } };
      return { result: { objectId: JSON.stringify(params) } };
    },
    { snapshotTaken: () => undefined, messageReceived: () => true, closed: () => undefined },
  );
  watch.addContext(1);
  return { watch, searches: () => searches, answer: () => waiting.shift()?.() };
}

describe("looks at live sockets", () => {
  it("are made again for what was new while one was under way, and no more often", async () => {
    vi.useFakeTimers();
    try {
      const { watch, searches, answer } = session();
      watch.snapshotSoon();
      await vi.advanceTimersByTimeAsync(0);
      expect(searches()).toBe(1);
      watch.snapshotSoon();
      watch.snapshotSoon();
      answer();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(searches()).toBe(2);
      answer();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(searches()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([3_600_000, -3_600_000])("are made as soon when the time of day was set by %i ms", async (set) => {
    vi.useFakeTimers();
    try {
      const { watch, searches, answer } = session();
      watch.snapshotSoon();
      await vi.advanceTimersByTimeAsync(10);
      vi.setSystemTime(Date.now() + set);
      answer();
      await vi.advanceTimersByTimeAsync(1000);
      watch.snapshotSoon();
      vi.setSystemTime(Date.now() - 2 * set);
      await vi.advanceTimersByTimeAsync(1000);
      answer();
      // The second took a second, of which twenty times as much is rest.
      await vi.advanceTimersByTimeAsync(21_000);
      watch.snapshotSoon();
      await vi.advanceTimersByTimeAsync(1000);
      expect(searches()).toBe(3);
    } finally {
      vi.useRealTimers();
    }
  });
});
