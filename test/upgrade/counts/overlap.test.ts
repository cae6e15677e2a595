import { describe, expect, it } from "vitest";
import { HEAD, headOf, overlapStart } from "../../../src/upgrade/counts/overlap.ts";
import type { Message } from "../../../src/upgrade/observation.ts";

/** A stream as the log has it: one message every `gap` milliseconds; `same` makes all of them alike. */
function stream(count: number, gap: number, same = false): Message[] {
  return Array.from({ length: count }, (_, i) => ({
    at: 1000 + i * gap,
    direction: "received",
    opcode: 1,
    size: 4,
    digest: same ? 7 : i,
  }));
}

/** The same messages as another session dates them: each a few microseconds off, as was measured. */
function dated(messages: readonly Message[], apart = 0.006): Message[] {
  return messages.map((message, i) => ({ ...message, at: message.at + (((i * 7919) % 13) / 13) * apart }));
}

describe("overlapStart", () => {
  it("finds where live counting began, though the two clocks differ by microseconds", () => {
    const log = stream(100, 0.01);
    for (const start of [0, 1, 40, 99])
      expect(overlapStart(log, dated(log.slice(start)).slice(0, HEAD), 0)).toBe(start);
  });

  it("finds it among messages that are all alike", () => {
    const log = stream(200, 0.01, true);
    for (const start of [0, 1, 40, 150])
      expect(overlapStart(log, dated(log.slice(start), 0.004).slice(0, HEAD), 0)).toBe(start);
  });

  it("counts all of a log that ends before", () => {
    const later = stream(11, 20, true).slice(10);
    expect(overlapStart(stream(10, 20, true), later, 0)).toBe(10);
  });

  it("finds a large message, which the second session dates when the first has told all of it", () => {
    // docs/chromium.md#message-times: the debugger's date of 4 MiB was up to 11 ms after the log's, of 16 MiB up to 44 ms.
    for (const [size, late] of [
      [4_194_304, 11],
      [16_777_216, 44],
    ] as const) {
      const log = stream(4, 1).map((message, i) => (i === 1 ? { ...message, size } : message));
      const head = log.slice(1).map((message, i) => (i === 0 ? { ...message, at: message.at + late } : message));
      expect(overlapStart(log, head, 0)).toBe(1);
    }
  });

  it("finds a large message that a busy machine dates far too late, where all that is remembered fits in one place", () => {
    const large = stream(4, 1).map((message) => ({ ...message, size: 1_048_576 }));
    const late = large.map((message) => ({ ...message, at: message.at + 300 }));
    expect(overlapStart(large, late, 0)).toBe(0);
    expect(overlapStart(large, late.slice(1), 0)).toBe(1);
    // One message may be another one of the same bytes, and so may small ones.
    expect(overlapStart(large, late.slice(3), 0)).toBe(4);
    const small = stream(4, 1);
    expect(
      overlapStart(
        small,
        small.map((message) => ({ ...message, at: message.at + 300 })),
        0,
      ),
    ).toBe(4);
    // What fits in two places tells nothing.
    const twice = [...large, ...large.map((message) => ({ ...message, at: message.at + 4 }))];
    expect(overlapStart(twice, late, 0)).toBe(8);
  });

  it("counts all of it while nothing was counted live", () => {
    expect(overlapStart(stream(10, 1), [], 0)).toBe(10);
  });

  it("follows the distance between two clocks", () => {
    const log = stream(50, 1);
    const head = log.slice(20, 30).map((message) => ({ ...message, at: message.at - 700 }));
    expect(overlapStart(log, head, 700)).toBe(20);
  });
});

describe("headOf", () => {
  it("keeps the earliest, however late they come", () => {
    const messages = stream(40, 1);
    const head = headOf(headOf([], messages.slice(5)), messages.slice(0, 5));
    expect(head).toEqual(messages.slice(0, HEAD));
  });
});
