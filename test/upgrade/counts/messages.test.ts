import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf } from "../../../src/upgrade/counts/histogram.ts";
import { countMessages, countOf, joinMessages, noMessages } from "../../../src/upgrade/counts/messages.ts";
import type { Message } from "../../../src/upgrade/observation.ts";
import { START } from "../observations.ts";

const anyMessage: fc.Arbitrary<Message> = fc.record({
  at: fc.integer({ min: START, max: START + 3_600_000 }),
  direction: fc.constantFrom("sent", "received"),
  opcode: fc.constantFrom(1, 2),
  size: fc.option(fc.nat({ max: 1_000_000 })),
  digest: fc.constant(0),
});
const anyMessages = fc.array(anyMessage, { maxLength: 40 });

function received(at: number, size: number | null = 1, opcode = 1): Message {
  return { at: START + at, direction: "received", opcode, size, digest: 0 };
}

function sent(at: number, size: number | null = 1, opcode = 1): Message {
  return { ...received(at, size, opcode), direction: "sent" };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

describe("countMessages", () => {
  it("counts each direction and kind, with bytes", () => {
    const counted = countMessages(noMessages, [sent(0, 10), sent(1, 5, 2), received(2, 100), received(3, 7)]);
    expect(counted.sent).toEqual({ count: 2, bytes: 15, text: 1, binary: 1 });
    expect(counted.received).toEqual({ count: 2, bytes: 107, text: 2, binary: 0 });
    expect(countOf(counted)).toBe(4);
    expect(counted).toMatchObject({
      firstAt: START,
      lastAt: START + 3,
      lastDirection: "received",
      bytesExact: true,
      longestGap: 1,
    });
  });

  it("counts a message of unknown size, and says that the bytes are not exact from then on", () => {
    const counted = countMessages(noMessages, [sent(0, null, 2)]);
    expect(counted.sent).toEqual({ count: 1, bytes: 0, text: 0, binary: 1 });
    expect(counted.bytesExact).toBe(false);
    expect(sum(counted.sizes)).toBe(0);
    expect(countMessages(counted, [sent(1)]).bytesExact).toBe(false);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "counts a message at %d, which is no moment, and goes on",
    (at) => {
      const counted = countMessages(noMessages, [{ ...sent(0), at }, received(3), { ...sent(0), at }]);
      expect(countOf(counted)).toBe(3);
      expect(counted).toMatchObject({ firstAt: START + 3, lastAt: START + 3, longestGap: 0 });
    },
  );

  it("measures the gaps between neighbours of either direction", () => {
    const counted = countMessages(noMessages, [sent(0), received(100), sent(5100), sent(5100)]);
    expect(counted.longestGap).toBe(5000);
    expect(sum(counted.gaps)).toBe(3);
    expect(counted.gaps[bucketOf(5000)]).toBe(1);
    expect(counted.gaps[bucketOf(100)]).toBe(1);
    expect(counted.gaps[0]).toBe(1);
  });

  it("finds the first and the last whatever the order", () => {
    const counted = countMessages(noMessages, [sent(50), received(10), sent(30)]);
    expect(counted).toMatchObject({ firstAt: START + 10, lastAt: START + 50, lastDirection: "sent" });
  });

  it("leaves what it was given as it was", () => {
    const before = countMessages(noMessages, [sent(0)]);
    const copy = structuredClone(before);
    countMessages(before, [sent(1), received(2)]);
    expect(before).toEqual(copy);
    expect(countOf(noMessages)).toBe(0);
  });

  it("does not care how the stream is cut into batches", () => {
    fc.assert(
      fc.property(anyMessages, fc.nat({ max: 40 }), (messages, cut) => {
        const parts = countMessages(countMessages(noMessages, messages.slice(0, cut)), messages.slice(cut));
        expect(parts).toEqual(countMessages(noMessages, messages));
      }),
    );
  });

  it("counts exactly in any order", () => {
    fc.assert(
      fc.property(anyMessages, (messages) => {
        const counted = countMessages(noMessages, messages);
        for (const direction of ["sent", "received"] as const) {
          const mine = messages.filter((message) => message.direction === direction);
          expect(counted[direction]).toEqual({
            count: mine.length,
            bytes: mine.reduce((total, { size }) => total + (size ?? 0), 0),
            text: mine.filter(({ opcode }) => opcode === 1).length,
            binary: mine.filter(({ opcode }) => opcode === 2).length,
          });
          expect(sum(counted.history[direction])).toBe(mine.length);
        }
        expect(counted.bytesExact).toBe(messages.every(({ size }) => size !== null));
        expect(sum(counted.sizes)).toBe(messages.filter(({ size }) => size !== null).length);
      }),
    );
  });
});

describe("joinMessages", () => {
  it("gives the other one back when one is empty", () => {
    const some = countMessages(noMessages, [sent(0)]);
    expect(joinMessages(noMessages, some)).toBe(some);
    expect(joinMessages(some, noMessages)).toBe(some);
  });

  it("knows the gap between the two", () => {
    const earlier = countMessages(noMessages, [sent(0), sent(10)]);
    const later = countMessages(noMessages, [received(7010), received(7020)]);
    const joined = joinMessages(earlier, later);
    expect(joined.longestGap).toBe(7000);
    expect(joined.gaps[bucketOf(7000)]).toBe(1);
    expect(joined).toMatchObject({ firstAt: START, lastAt: START + 7020, lastDirection: "received" });
  });

  it("takes the last direction from whichever ends last", () => {
    const long = countMessages(noMessages, [sent(0), sent(100)]);
    const short = countMessages(noMessages, [received(50)]);
    expect(joinMessages(long, short)).toMatchObject({ lastAt: START + 100, lastDirection: "sent" });
  });

  it("is what counting all of them in order gives", () => {
    fc.assert(
      fc.property(anyMessages, fc.nat({ max: 40 }), (unordered, cut) => {
        const messages = [...unordered].sort((a, b) => a.at - b.at);
        const joined = joinMessages(
          countMessages(noMessages, messages.slice(0, cut)),
          countMessages(noMessages, messages.slice(cut)),
        );
        const { history, ...rest } = countMessages(noMessages, messages);
        expect(joined).toMatchObject(rest);
        // Its buckets may be finer or coarser, its totals not.
        for (const direction of ["sent", "received"] as const) {
          expect(sum(joined.history[direction])).toBe(sum(history[direction]));
        }
      }),
    );
  });
});
