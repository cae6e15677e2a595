import { expect, it } from "vitest";
import { isLike, patternOf } from "../../../src/report/ci/endpoint-pattern.ts";

it.each([
  ["/live/*", "/live/1", true],
  ["/live/*", "/live/1/2", false],
  ["/live/**", "/live/1/2", true],
  ["wss://app.test/*/x", "app.test/live/x", true],
  ["/a.c", "/abc", false],
  ["/(x)+?", "/(x)+?", true],
  ["**", "", true],
  ["/live", "/live/", false],
])("%s: %s %s", (endpoint, text, is) => {
  expect(isLike(text, patternOf(endpoint))).toBe(is);
});

it("takes no more than a moment for many stars", () => {
  const pattern = patternOf(`${"*".repeat(41)}/${"*a".repeat(30)}*b`);
  const began = performance.now();
  expect(isLike(`/${"a".repeat(8000)}`, pattern)).toBe(false);
  expect(performance.now() - began).toBeLessThan(3000);
});
