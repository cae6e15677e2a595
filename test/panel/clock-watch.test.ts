import { expect, it } from "vitest";
import { ClockWatch } from "../../src/panel/clock-watch.ts";

/** A watch over two clocks that a test sets. */
function watch() {
  const clocks = { wall: 1_800_000_000_000, passed: 5000 };
  const made = new ClockWatch(
    () => clocks.wall,
    () => clocks.passed,
  );
  return {
    clocks,
    look: () => made.look(),
    wait(milliseconds: number) {
      clocks.wall += milliseconds;
      clocks.passed += milliseconds;
    },
  };
}

it("tells a jump once, in either direction, however long nobody looked", () => {
  const { clocks, look, wait } = watch();
  wait(60_000);
  expect(look()).toBeNull();
  clocks.wall += 3_600_000;
  expect([look(), look()]).toEqual([3_600_000, null]);
  wait(1000);
  clocks.wall -= 7_200_000;
  expect([look(), look()]).toEqual([-7_200_000, null]);
});

it("tells nothing of a clock that is corrected, and of many small corrections together", () => {
  const { clocks, look } = watch();
  clocks.wall += 1999;
  expect(look()).toBeNull();
  clocks.wall += 1;
  expect(look()).toBe(2000);
});
