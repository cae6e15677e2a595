import { expect, test } from "vitest";
import { code, shortened, visibleText } from "../../src/knowledge/text.ts";

test("what is no character is spelled out: no file can hold half a pair, and HTML allows no noncharacter", () => {
  expect(visibleText("a\ud800b\udc00c")).toBe("a\\ud800b\\udc00c");
  expect(visibleText("\ufdd0 \uffff \u{1ffff}")).toBe("\\ufdd0 \\uffff \\u{1ffff}");
  expect(visibleText("a smile \u{1f600} and a tag \u{e0041}")).toBe("a smile \u{1f600} and a tag \\u{e0041}");
});

test("a text is never cut in the middle of a character", () => {
  expect(shortened("\u{1f600}\u{1f600}", 3)).toBe("\u{1f600}…");
  expect(shortened("abc", 3)).toBe("abc");
  expect(code("\u{1f600}".repeat(61).slice(1))).not.toMatch(/\p{Surrogate}/u);
});
