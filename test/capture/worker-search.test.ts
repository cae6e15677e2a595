import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isAlive, WorkerSearch, workerKind } from "../../src/capture/debugger/worker-search.ts";
import { FakeDebugger } from "./fake-debugger.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PAGE = { id: "page", type: "page", url: "https://a.test/chat", tabId: 7 };
const WORKER = { id: "worker", type: "worker", url: "https://a.test/shared.js" };

function search() {
  const api = new FakeDebugger();
  api.targets = [PAGE, WORKER];
  const found: string[] = [];
  return { api, found, search: new WorkerSearch(7, (targetId) => found.push(targetId), api) };
}

describe("WorkerSearch", () => {
  it("finds the workers of the page's origin, and nothing else", async () => {
    const { api, found, search: made } = search();
    api.targets.push(
      { ...WORKER, id: "another port", url: "https://a.test:8443/shared.js" },
      { ...WORKER, id: "another scheme", url: "http://a.test/shared.js" },
      { ...WORKER, id: "no address", url: "" },
      { ...PAGE, id: "another tab", tabId: 8 },
      { ...WORKER, id: "second", url: "https://a.test/other.js" },
    );
    await made.start();
    expect(found).toEqual(["worker", "second"]);
  });

  it.each([
    [
      "of no origin",
      [
        { ...PAGE, url: "about:blank" },
        { ...WORKER, url: "about:blank" },
      ],
    ],
    ["that is not listed", [{ ...PAGE, tabId: 8 }, WORKER]],
  ])("finds none for a page %s", async (_, targets) => {
    const { api, found, search: made } = search();
    api.targets = targets;
    await made.start();
    expect(found).toEqual([]);
  });

  it("looks again every three seconds, until it is stopped", async () => {
    const { found, search: made } = search();
    await made.start();
    await vi.advanceTimersByTimeAsync(2999);
    expect(found).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(3001);
    expect(found).toHaveLength(3);
    made.stop();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(found).toHaveLength(3);
  });

  it("looks at once, and some moments later, when a worker's script was asked for", async () => {
    const { api, found, search: made } = search();
    made.searchSoon();
    expect(vi.getTimerCount()).toBe(0);
    api.targets = [PAGE];
    await made.start();
    made.searchSoon();
    made.searchSoon();
    await vi.advanceTimersByTimeAsync(50);
    api.targets = [PAGE, WORKER];
    await vi.advanceTimersByTimeAsync(25);
    expect(found).toEqual(["worker"]);
    await vi.advanceTimersByTimeAsync(200);
    expect([found.length, vi.getTimerCount()]).toEqual([2, 1]);
    made.searchSoon();
    made.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("keeps one timer when it is started twice", async () => {
    const { search: made } = search();
    await Promise.all([made.start(), made.start()]);
    expect(vi.getTimerCount()).toBe(1);
  });

  it("tells of nothing when it was stopped while the browser made its list", async () => {
    const { found, search: made } = search();
    const first = made.start();
    made.stop();
    await first;
    expect(found).toEqual([]);
  });

  it("goes on where the API is missing, and finds them once it is there", async () => {
    const { api, found, search: made } = search();
    api.isMissing = true;
    await made.start();
    expect(found).toEqual([]);
    api.isMissing = false;
    await vi.advanceTimersByTimeAsync(3000);
    expect(found).toEqual(["worker"]);
  });
});

describe("workerKind", () => {
  it.each([
    ["ServiceWorkerGlobalScope", "service-worker"],
    ["SharedWorkerGlobalScope", "shared-worker"],
  ])("knows a worker by its scope %s", async (value, expected) => {
    expect(await workerKind(async () => ({ result: { value } }))).toBe(expected);
  });

  it.each([[undefined], [{ result: { value: 3 } }]])("takes one that says %j for a shared worker", async (result) => {
    expect(await workerKind(async () => result)).toBe("shared-worker");
  });
});

describe("isAlive", () => {
  it("is whether the browser lists the target", async () => {
    const { api } = search();
    expect([await isAlive("worker", api), await isAlive("gone", api)]).toEqual([true, false]);
  });

  it("is an error where the browser does not tell", async () => {
    const { api } = search();
    api.isMissing = true;
    await expect(isAlive("worker", api)).rejects.toThrow("not available");
  });
});
