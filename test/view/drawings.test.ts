import { describe, expect, test } from "vitest";
import type { Path } from "../../src/knowledge/explanation/explanation.ts";
import { cut, hasNoResponse, layPath } from "../../src/report/formats/outline/path-layout.ts";
import { emptyHistogram } from "../../src/upgrade/counts/histogram.ts";
import { emptyRate } from "../../src/upgrade/counts/rate.ts";
import { linesOf } from "../../src/view/list/sparkline.ts";
import { barsOf } from "../../src/view/messages/bars.ts";
import { chartOf } from "../../src/view/messages/chart.ts";
import { binsOf } from "../../src/view/messages/distribution.ts";

describe("the chart of a connection", () => {
  const rate = { width: 2, first: 100, sent: [1, 0, 3], received: [0, 5, 0] };

  test("reaches to the end, so that silence is seen", () => {
    const chart = chartOf(rate, 219_000, 100);
    expect(chart).toMatchObject({ from: 200_000, to: 220_000, seconds: 2, most: 5 });
    expect(chart?.sent).toEqual([1, 0, 3, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("joins bars until they fit, and loses no message", () => {
    const chart = chartOf(rate, 219_000, 4);
    expect(chart?.seconds).toBe(6);
    expect(chart?.sent).toEqual([4, 0, 0, 0]);
    expect(chart?.received).toEqual([5, 0, 0, 0]);
  });

  test("never ends before its last message", () => {
    expect(chartOf(rate, 0, 100)?.sent).toEqual([1, 0, 3]);
  });

  test("of nothing is nothing", () => {
    expect(chartOf(emptyRate, 1000, 100)).toBeNull();
  });
});

describe("bars", () => {
  test("of one direction leave the other little room, and one message is seen beside a thousand", () => {
    const { sent, received, axis } = barsOf([1, 0], [1000, 0], 72);
    expect(axis).toBe(8);
    expect(sent).toBe("M0 8h0.75v-1h-0.75z");
    expect(received).toBe("M0 8h0.75v63h-0.75z");
  });

  test("of one direction alone have all the room but the other's, however few they are", () => {
    expect(barsOf([0, 0], [2, 0], 72).received).toBe("M0 8h0.75v63h-0.75z");
    expect(barsOf([2, 0], [0, 0], 72).sent).toBe("M0 64h0.75v-63h-0.75z");
    expect(barsOf([0], [0], 72)).toEqual({ sent: "", received: "", axis: 8 });
  });

  test("of two equal directions meet in the middle and stay inside", () => {
    const { axis, sent } = barsOf([5], [5], 72);
    expect(axis).toBe(36);
    expect(sent).toBe("M0 36h0.75v-35h-0.75z");
  });
});

describe("the line of a minute", () => {
  test("is missing where nothing went, and has one scale for both directions", () => {
    expect(linesOf([0, 0], [0, 4], 10)).toEqual({
      sent: null,
      received: "M0.5 10L1.5 0",
      ground: "M0.5 10L1.5 0V10H0.5z",
    });
    expect(linesOf([2, 0], [0, 4], 10).sent).toBe("M0.5 5L1.5 10");
  });
});

describe("a distribution", () => {
  test("goes from the first value to the last, gaps kept, shares of all", () => {
    const counts = emptyHistogram.with(0, 1).with(3, 3);
    expect(binsOf(counts)).toEqual([
      { from: 0, to: 1, count: 1, share: 0.25 },
      { from: 1, to: 2, count: 0, share: 0 },
      { from: 2, to: 4, count: 0, share: 0 },
      { from: 4, to: 8, count: 3, share: 0.75 },
    ]);
  });

  test("of nothing is empty, and the last bin has no end", () => {
    expect(binsOf(emptyHistogram)).toEqual([]);
    expect(binsOf(emptyHistogram.with(33, 1))[0]?.to).toBeNull();
  });
});

describe("the way", () => {
  const way = (names: readonly string[]): Path => ({
    hops: names.map((name) => ({ id: name, name, evidence: [] })),
    request: "GET /live",
    answer: { text: "101", good: true },
    line: { text: "open", live: true },
  });

  test.each([250, 400, 860])("of five stations does not overlap at %d pixels", (width) => {
    const { boxes, left, right } = layPath(
      way(["Browser", "Cloudflare", "Amazon CloudFront", "nginx", "Server"]),
      width,
    );
    for (const [i, box] of boxes.entries()) {
      const next = boxes[i + 1];
      if (next !== undefined) expect(box.x + box.width / 2).toBeLessThan(next.x - next.width / 2);
    }
    expect(left).toBeGreaterThan(0);
    expect(right + (boxes.at(-1)?.width ?? 0) / 2).toBeLessThanOrEqual(width + 1);
  });

  test("draws request, answer and line below each other", () => {
    const { request, answer, line, height } = layPath(way(["Browser", "Server"]), 500);
    expect(request).toBeLessThan(answer ?? 0);
    expect(answer).toBeLessThan(line ?? 0);
    expect(line).toBeLessThan(height);
  });

  test("says that no response was seen only when one could have come", () => {
    const asked = { ...way(["Browser", "Server"]), answer: null, line: null };
    expect(hasNoResponse(asked)).toBe(true);
    expect(layPath(asked, 500).answer).not.toBeNull();
    expect(hasNoResponse({ ...asked, request: null })).toBe(false);
    expect(hasNoResponse(way(["Browser", "Server"]))).toBe(false);
  });

  test("goes no further than the hop that refused by itself, when the first cause says so", () => {
    const refused = { ...way(["Browser", "cloudflare", "nginx", "Server"]), answer: { text: "403", good: false } };
    const { boxes, reached, responded } = layPath(refused, 600, [{ id: "refused-by-proxy" }, { id: "auth-required" }]);
    expect([reached, responded]).toEqual([boxes[2]?.x, boxes[2]?.x]);
    const other = layPath(refused, 600, [{ id: "auth-required" }, { id: "refused-by-proxy" }]);
    expect([other.reached, other.responded]).toEqual([boxes[3]?.x, boxes[1]?.x]);
    expect(layPath(way(["Browser", "Server"]), 600, [{ id: "refused-by-proxy" }])).toMatchObject(
      layPath(way(["Browser", "Server"]), 600),
    );
  });

  test("cuts what does not fit", () => {
    expect(cut("Cloudflare", 200, 7)).toBe("Cloudflare");
    expect(cut("Cloudflare", 35, 7)).toBe("Clou…");
  });
});
