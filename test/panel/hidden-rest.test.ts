import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { systemClock } from "../../src/capture/network/devtools-network.ts";
import { HiddenRest } from "../../src/panel/hidden-rest.ts";

vi.mock("webextension-polyfill", () => ({ default: {} }));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function rest(minutes: number | null) {
  const told: string[] = [];
  const listener = { rest: () => void told.push("rest"), wake: () => void told.push("wake") };
  return { told, made: new HiddenRest(systemClock, () => minutes, listener) };
}

it("rests when nobody has seen DevTools for so many minutes, and wakes when somebody does", () => {
  const { told, made } = rest(5);
  made.show(false);
  vi.advanceTimersByTime(5 * 60_000 - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(["rest"]);
  made.show(true);
  expect(told).toEqual(["rest", "wake"]);
});

it("does not rest when DevTools is shown before, however often it is hidden", () => {
  const { told, made } = rest(5);
  for (let i = 0; i < 10; i++) {
    made.show(false);
    made.show(false);
    vi.advanceTimersByTime(60_000);
    made.show(true);
  }
  expect(new Set(told)).toEqual(new Set(["wake"]));
  expect(vi.getTimerCount()).toBe(0);
});

it("never rests where that was chosen", () => {
  const { told, made } = rest(null);
  made.show(false);
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(told).toEqual([]);
});
