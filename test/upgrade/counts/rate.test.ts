import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addHistory,
  addRecent,
  draftOf,
  emptyRate,
  HISTORY_BUCKETS,
  lastMinute,
  type Rate,
  RECENT_SECONDS,
} from "../../../src/upgrade/counts/rate.ts";

const SECOND = 1000;
const BASE = 1_790_000_000 * SECOND;

function fill(add: typeof addRecent, seconds: readonly number[], direction: "sent" | "received" = "sent"): Rate {
  const draft = draftOf(emptyRate);
  for (const second of seconds) add(draft, BASE + second * SECOND, direction);
  return draft;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Which second counted how many, zeros left out. */
function bySecond(rate: Rate): Record<number, number> {
  const first = rate.first ?? 0;
  return Object.fromEntries(
    rate.sent.map((count, i) => [(first + i) * rate.width - BASE / SECOND, count]).filter(([, count]) => count !== 0),
  );
}

describe("addRecent", () => {
  it("counts by second and direction", () => {
    const draft = draftOf(emptyRate);
    addRecent(draft, BASE + 100, "sent");
    addRecent(draft, BASE + 999, "received");
    addRecent(draft, BASE + 1000, "received", 3);
    expect(draft).toEqual({ width: 1, first: BASE / SECOND, sent: [1, 0], received: [1, 3] });
  });

  it("keeps the last minute and lets older seconds fall out", () => {
    const rate = fill(
      addRecent,
      Array.from({ length: 100 }, (_, second) => second),
    );
    expect(rate.sent).toHaveLength(RECENT_SECONDS);
    expect(rate.received).toHaveLength(RECENT_SECONDS);
    expect(Object.keys(bySecond(rate)).map(Number)).toEqual(Array.from({ length: 60 }, (_, i) => i + 40));
  });

  it("forgets everything across a gap longer than the window", () => {
    expect(bySecond(fill(addRecent, [0, 1, 2, 500]))).toEqual({ 500: 1 });
  });

  it("takes late messages that still fit, and no others", () => {
    expect(bySecond(fill(addRecent, [59, 30, 0]))).toEqual({ 0: 1, 30: 1, 59: 1 });
    expect(bySecond(fill(addRecent, [60, 30, 0]))).toEqual({ 30: 1, 60: 1 });
  });

  it("does not depend on the order within a minute", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 59 }), { minLength: 1 }), fc.gen(), (seconds, gen) => {
        const shuffled = gen(() => fc.shuffledSubarray(seconds, { minLength: seconds.length }));
        expect(bySecond(fill(addRecent, shuffled))).toEqual(bySecond(fill(addRecent, seconds)));
      }),
    );
  });

  it("never holds more than a minute, whatever comes", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (seconds) => {
        const rate = fill(addRecent, seconds);
        expect(rate.sent.length).toBeLessThanOrEqual(RECENT_SECONDS);
        expect(rate.received.length).toBe(rate.sent.length);
        // Every message of the newest minute that came is in it.
        const newest = Math.max(...seconds);
        const counted = bySecond(rate);
        for (const [second] of Object.entries(counted)) expect(newest - Number(second)).toBeLessThan(RECENT_SECONDS);
        if (seconds.length > 0) expect(counted[newest]).toBe(seconds.filter((second) => second === newest).length);
      }),
    );
  });
});

describe("lastMinute", () => {
  const rate = fill(addRecent, [0, 0, 30, 59]);

  it("is sixty zeros while nothing was counted", () => {
    expect(lastMinute(emptyRate, "sent", BASE)).toEqual(Array.from({ length: RECENT_SECONDS }, () => 0));
  });

  it("ends now", () => {
    const counts = lastMinute(rate, "sent", BASE + 59 * SECOND);
    expect(counts).toHaveLength(RECENT_SECONDS);
    expect([counts[0], counts[30], counts[59]]).toEqual([2, 1, 1]);
    expect(sum(counts)).toBe(4);
  });

  it("slides on while nothing more comes", () => {
    expect(sum(lastMinute(rate, "sent", BASE + 60 * SECOND))).toBe(2);
    expect(sum(lastMinute(rate, "sent", BASE + 119 * SECOND))).toBe(0);
  });

  it("keeps the directions apart", () => {
    expect(sum(lastMinute(rate, "received", BASE + 59 * SECOND))).toBe(0);
  });
});

describe("addHistory", () => {
  it("keeps one bucket a second while it fits", () => {
    const rate = fill(addHistory, [0, 119]);
    expect(rate.width).toBe(1);
    expect(bySecond(rate)).toEqual({ 0: 1, 119: 1 });
  });

  it("doubles the width when it does not", () => {
    const rate = fill(addHistory, [0, 1, 119, 120]);
    expect(rate.width).toBe(2);
    // The base is even, so pairs begin at it.
    expect(bySecond(rate)).toEqual({ 0: 2, 118: 1, 120: 1 });
  });

  it("takes a message older than all others", () => {
    const rate = fill(addHistory, [100, 0, -100]);
    expect(sum(rate.sent)).toBe(3);
    expect(rate.width).toBe(2);
  });

  it("keeps every message and stays bounded, in any order", () => {
    const anySecond = fc.oneof(
      fc.integer({ min: -300, max: 300 }),
      fc.integer({ min: -1_790_000_000, max: 4_000_000_000 }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(anySecond, fc.boolean())), (messages) => {
        const draft = draftOf(emptyRate);
        for (const [second, isSent] of messages)
          addHistory(draft, BASE + second * SECOND, isSent ? "sent" : "received");
        expect(sum(draft.sent)).toBe(messages.filter(([, isSent]) => isSent).length);
        expect(sum(draft.received)).toBe(messages.filter(([, isSent]) => !isSent).length);
        expect(draft.sent.length).toBeLessThanOrEqual(HISTORY_BUCKETS);
        expect(draft.received.length).toBe(draft.sent.length);
        expect(Math.log2(draft.width) % 1).toBe(0);
      }),
    );
  });

  it("puts every message into the bucket of its time", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 1 }), (seconds) => {
        const rate = fill(addHistory, seconds);
        const expected: Record<number, number> = {};
        for (const second of seconds) {
          const start = Math.floor((BASE / SECOND + second) / rate.width) * rate.width - BASE / SECOND;
          expected[start] = (expected[start] ?? 0) + 1;
        }
        expect(bySecond(rate)).toEqual(expected);
      }),
    );
  });

  it("ends for the largest times that a double can hold", () => {
    const draft = draftOf(emptyRate);
    for (const at of [0, Number.MAX_VALUE, -Number.MAX_VALUE, BASE]) addHistory(draft, at, "sent");
    expect(sum(draft.sent)).toBe(4);
  });
});

describe("draftOf", () => {
  it("copies: the rate that it came from stays as it was", () => {
    const rate = fill(addRecent, [0]);
    addRecent(draftOf(rate), BASE, "sent");
    expect(rate.sent).toEqual([1]);
    expect(emptyRate).toEqual({ width: 1, first: null, sent: [], received: [] });
  });
});
