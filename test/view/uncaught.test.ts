import { expect, test } from "vitest";
import { isFault } from "../../src/view/faults/uncaught.ts";

test.each([
  ["as Firefox says it", undefined, "ResizeObserver loop completed with undelivered notifications.", false],
  ["as older Chrome said it", null, "ResizeObserver loop limit exceeded", false],
  ["something thrown with the same words", new Error("x"), "ResizeObserver loop limit exceeded", true],
  ["an error without an object", undefined, "Script error.", true],
])("a size that changed while sizes were told is no fault: %s", (_, error, message, wanted) => {
  expect(isFault(error, message)).toBe(wanted);
});
