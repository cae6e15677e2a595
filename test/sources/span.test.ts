import { expect, test } from "vitest";
import { Span } from "../../src/sources/span.ts";

test("what no clock shows is passed over", () => {
  const span = new Span();
  for (const at of [null, Number.NaN, -1, 8.64e15, 1e300]) span.add(at);
  expect([span.first, span.last]).toEqual([null, null]);
  for (const at of [2000, 1000, 3000]) span.add(at);
  expect([span.first, span.last]).toEqual([1000, 3000]);
});
