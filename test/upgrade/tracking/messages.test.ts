import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addLive, recount } from "../../../src/upgrade/counts/both-sources.ts";
import { countOf } from "../../../src/upgrade/counts/messages.ts";
import { messagesOf } from "../../../src/upgrade/state.ts";
import { assign, FINGERPRINTS, matchesOf } from "../../../src/upgrade/tracking/links/messages.ts";
import { newUpgrade } from "../../../src/upgrade/upgrade.ts";
import { logged, message, START } from "../observations.ts";

const url = "wss://app.example.com/live";

/** Moments of a flood: mostly many at once, and pauses between them, as a busy machine reads a socket. */
const flood = fc
  .array(fc.double({ min: 0.02, max: 4, noNaN: true }), { minLength: 200, maxLength: 400 })
  .map((gaps) => {
    let at = START + 200;
    return gaps.map((gap) => {
      at += gap;
      return at;
    });
  });

describe("an unidentified connection that only receives", () => {
  it("is not taken for one that received the same and sent in between, however late its messages are dated", () => {
    const heard = Array.from({ length: 200 }, (_, i) => message(START + 20 * i, "received", `m${i}`));
    const own = logged("n1", "key1", { url, messages: heard });
    const beside = heard.flatMap((one) => [{ ...one, at: one.at + 15 }, message(one.at + 17, "sent", "ping")]);
    const other = logged("n2", "key2", { url, messages: beside });
    for (const late of [0, 5, 12, 100]) {
      const fingerprints = heard.slice(50, 50 + FINGERPRINTS).map((one) => ({ ...one, at: one.at + late }));
      const { found } = assign(new Map([["d", { url: null, fingerprints, polls: 3 }]]), [own, other]);
      expect(found.get("d")?.entry, `${late} ms late`).toBe(own);
    }
  });
});

describe("an unidentified connection whose messages are all alike", () => {
  it("is found where its messages have the same distances in time, however late the first one came", () => {
    fc.assert(
      fc.property(flood, fc.nat(100), fc.double({ min: 0, max: 150, noNaN: true }), (times, skipped, late) => {
        const entry = logged("n", "key", { url, messages: times.map((at) => message(at)) });
        // Dated by the arrival of the first: each is late by the same time. The two sources differ by some microseconds.
        const heard = times.slice(skipped, skipped + FINGERPRINTS);
        const fingerprints = heard.map((at, i) => message(at + late + (i % 3) * 0.003));
        const [match] = matchesOf({ url, fingerprints, polls: 0 }, [entry]);
        expect(match?.found).toBe(fingerprints.length);
        expect(Math.abs((match?.clockOffset ?? Number.NaN) + late)).toBeLessThan(0.02);
      }),
      { numRuns: 60 },
    );
  });

  it("has each of them counted once, though the log's last one before live counting is like the first one after", () => {
    fc.assert(
      fc.property(flood, fc.integer({ min: 1, max: 150 }), (times, before) => {
        const all = times.map((at) => message(at));
        const live = addLive(
          newUpgrade("d"),
          times.slice(before).map((at) => message(at + 0.004)),
        );
        const entry = logged("n", "key", { url, messages: all });
        expect(countOf(messagesOf({ ...live, ...recount(live, entry, live) }))).toBe(times.length);
      }),
      { numRuns: 60 },
    );
  });

  it("is taken for the nearest where their distances say nothing", () => {
    const times = Array.from({ length: 200 }, (_, i) => START + 200 + i * 10);
    const entry = logged("n", "key", { url, messages: times.map((at) => message(at)) });
    const fingerprints = times.slice(50, 60).map((at) => message(at + 2));
    expect(matchesOf({ url, fingerprints, polls: 0 }, [entry])[0]?.clockOffset).toBeCloseTo(-2, 6);
  });
});
