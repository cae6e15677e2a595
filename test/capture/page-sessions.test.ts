import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { PageSessions } from "../../src/capture/debugger/page-sessions.ts";
import type { Child } from "../../src/sources/cdp/targets.ts";
import { fakeSession } from "./fake-session.ts";

const FRAME: Child = { sessionId: "f", targetId: "frame", target: "iframe", isHeld: false };
const SERVICE: Child = { sessionId: "s", targetId: "service", target: "service-worker", isHeld: false };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function sessions({
  isAlive = async () => false,
  start = async () => undefined,
}: {
  isAlive?: (targetId: string) => Promise<boolean>;
  start?: () => Promise<void>;
} = {}) {
  const told: string[] = [];
  const made = new PageSessions((id, target) => fakeSession(`${target} ${id}`, told, start), isAlive);
  return { made, told };
}

it("starts one session for the page and one for each child, and gives each by its name", async () => {
  const { made, told } = sessions();
  await made.openPage();
  made.openChild(FRAME);
  expect(told).toEqual(["page null starts", "iframe f starts"]);
  made.get(null)?.event("a", {});
  made.get("f")?.event("b", {});
  expect(told.slice(2)).toEqual(["page null hears a", "iframe f hears b"]);
  expect([made.hasTarget("frame"), made.hasTarget("f"), made.get("g")]).toEqual([true, false, undefined]);
});

it("lets a child run that is held, and only such a one", () => {
  const { made, told } = sessions();
  made.openChild({ ...FRAME, isHeld: true });
  made.openChild(SERVICE);
  expect(told).toEqual(["iframe f starts, held", "service-worker s starts"]);
});

it("says when the page's session cannot be started, and lets a child that is gone by then be", async () => {
  const { made } = sessions({ start: () => Promise.reject(new Error("Not allowed")) });
  await expect(made.openPage()).rejects.toThrow("Not allowed");
  expect(() => made.openChild(FRAME)).not.toThrow();
});

it("stops the page's earlier session before it opens another", async () => {
  const { made, told } = sessions();
  await made.openPage();
  await made.openPage();
  expect(told).toEqual(["page null starts", "page null stops", "page null starts"]);
});

it("ends what a closed child had a quarter of a second later", () => {
  const { made, told } = sessions();
  made.openChild(FRAME);
  made.closeChild("f");
  expect([made.get("f"), made.hasTarget("frame")]).toEqual([undefined, false]);
  vi.advanceTimersByTime(249);
  expect(told).toEqual(["iframe f starts", "iframe f stops"]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(["iframe f starts", "iframe f stops", "iframe f ends: target-gone"]);
});

it("leaves what a closed child had to the navigation that comes just after it", () => {
  const { made, told } = sessions();
  made.openChild(FRAME);
  made.closeChild("f");
  made.navigated();
  vi.advanceTimersByTime(1000);
  expect(told).toEqual(["iframe f starts", "iframe f stops"]);
});

it.each([
  ["is still there", true, "service-worker s is paused"],
  ["is gone", false, "service-worker s ends: target-gone"],
  ["may be there", null, "service-worker s is paused"],
])("tells of a service worker that left the page and %s", async (_, isThere, expected) => {
  const { made, told } = sessions({
    isAlive: async () => {
      if (isThere === null) throw new Error("chrome.debugger is not available");
      return isThere;
    },
  });
  made.openChild(SERVICE);
  made.closeChild("s");
  await vi.runAllTimersAsync();
  expect(told.slice(1)).toEqual(["service-worker s stops", expected]);
});

it("knows nothing of a child that was never opened", () => {
  const { made, told } = sessions();
  made.closeChild("x");
  expect([told, vi.getTimerCount()]).toEqual([[], 0]);
});

it("ends nothing any more once it is stopped", () => {
  const { made, told } = sessions();
  made.openChild(FRAME);
  made.openChild(SERVICE);
  made.closeChild("f");
  made.stop();
  vi.advanceTimersByTime(1000);
  expect(told.slice(2)).toEqual(["iframe f stops", "service-worker s stops"]);
  expect([made.get("s"), made.hasTarget("service")]).toEqual([undefined, false]);
});
