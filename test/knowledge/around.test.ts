import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endedTogether, livedOn } from "../../src/knowledge/diagnoses/symptoms/ended-together.ts";
import { addressOf } from "../../src/upgrade/http/address.ts";
import { openedAt } from "../../src/upgrade/lifetime.ts";
import { CaptureIndex } from "../../src/upgrade/series/capture-index.ts";
import { stateOf, wasOpened } from "../../src/upgrade/state.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { upgradeOf } from "./failures.ts";

/** Connections to few hosts that end at few moments, so that much coincides; of some no address is known. */
const captures = fc
  .array(
    fc.record({
      url: fc.constantFrom("wss://a.example/x", "wss://a.example/y?t=1", "wss://b.example/", "ws://a.example:8080/x"),
      errorAt: fc.constantFrom(100, 1099, 1100, 1101, 2099.5, 2100, 5000),
      answer: fc.constantFrom({ status: 101 }, undefined),
      close: fc.constantFrom(...[1006, 1000, 1001, 1009, 1012].map((code) => ({ code })), undefined),
      isOver: fc.boolean(),
      isKnown: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((scenes) =>
    scenes.map(({ url, errorAt, answer, close, isOver, isKnown }, i): Upgrade => {
      const over = isOver ? { ended: "closed" as const, ...(close && { close }) } : {};
      const upgrade = upgradeOf({ id: `c${i}`, url, errorAt, ...(answer && { answer }), ...over });
      return isKnown ? upgrade : { ...upgrade, url: null };
    }),
  );

/** Each upgrade of a capture with all others, as a search through all of them finds them. */
function each(
  capture: readonly Upgrade[],
  check: (upgrade: Upgrade, others: Upgrade[], near: Upgrade[]) => void,
): void {
  for (const upgrade of capture) {
    const others = capture.filter((other) => other !== upgrade);
    const own = addressOf(upgrade.url);
    const near = others.filter(({ url }) => own !== null && addressOf(url)?.authority === own.authority);
    check(upgrade, others, near);
  }
}

const asked = (upgrade: Upgrade, capture: readonly Upgrade[]) => ({
  upgrade,
  capture: new CaptureIndex(capture),
});

describe("what is sorted once is what a search through all others finds", () => {
  test("the ends within a second, near and elsewhere", () => {
    fc.assert(
      fc.property(captures, (capture) =>
        each(capture, (upgrade, others, near) => {
          const together = others.filter(
            (other) =>
              stateOf(other) === "closed" &&
              upgrade.closedAt !== null &&
              Math.abs((other.closedAt ?? Number.NaN) - upgrade.closedAt) <= 1000,
          );
          const withCodes = (among: Upgrade[], ...codes: number[]) =>
            together.filter((other) => among.includes(other) && codes.includes(other.close?.code ?? 1006));
          const there = withCodes(near, 1001, 1006, 1012);
          const elsewhere = withCodes(
            others.filter((other) => !near.includes(other)),
            1006,
          );
          const found = endedTogether(asked(upgrade, capture));
          expect(found).toMatchObject({ near: there.length, elsewhere: elsewhere.length });
          expect(found.named).toHaveLength(Math.min(3, there.length));
          expect(there).toEqual(expect.arrayContaining([...found.named]));
        }),
      ),
    );
  });

  test("one that lived through the end", () => {
    fc.assert(
      fc.property(captures, (capture) =>
        each(capture, (upgrade, _, near) => {
          const at = upgrade.closedAt ?? Number.NaN;
          const lived = near.filter(
            (other) =>
              wasOpened(other) &&
              (openedAt(other) ?? Number.NaN) < at - 1000 &&
              (stateOf(other) === "open" || (other.closedAt ?? 0) > at + 1000),
          );
          const found = livedOn(asked(upgrade, capture));
          if (found === null) expect(lived).toEqual([]);
          else expect(lived).toContain(found);
        }),
      ),
    );
  });

  test("who waits and who opened at the same host and port", () => {
    fc.assert(
      fc.property(captures, (capture) =>
        each(capture, (upgrade, _, near) => {
          const seen = asked(upgrade, capture);
          expect(seen.capture.waitingBeside(upgrade)).toBe(
            near.find((other) => stateOf(other) === "requested") ?? null,
          );
          expect(seen.capture.openedBeside(upgrade) !== null).toBe(near.some(wasOpened));
        }),
      ),
    );
  });

  test("the last attempts at the same address", () => {
    fc.assert(
      fc.property(captures, fc.integer({ min: 1, max: 4 }), (capture, most) =>
        each(capture, (upgrade) => {
          const index = new CaptureIndex(capture);
          expect(index.lastAttemptsAt(upgrade, most)).toEqual(index.attemptsAt(upgrade).slice(-most));
        }),
      ),
    );
  });

  test("an older form of the upgrade in the capture is not another one", () => {
    const [now, before] = [5000, 4900].map((errorAt) =>
      upgradeOf({ id: "c1", answer: { status: 101 }, errorAt, ended: "closed" }),
    );
    if (now === undefined || before === undefined) throw new Error("Nothing was built.");
    expect(endedTogether(asked(now, [before]))).toEqual({ near: 0, named: [], elsewhere: 0 });
    expect(asked(now, [before]).capture.openedBeside(now)).toBeNull();
  });
});
