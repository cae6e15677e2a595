import { expect, test } from "vitest";
import { code, shortened, visibleText } from "../../src/knowledge/text.ts";

test("what is no character is spelled out: no file can hold half a pair, and HTML allows no noncharacter", () => {
  expect(visibleText("a\ud800b\udc00c")).toBe("a\\ud800b\\udc00c");
  expect(visibleText("\ufdd0 \uffff \u{1ffff}")).toBe("\\ufdd0 \\uffff \\u{1ffff}");
  expect(visibleText("a smile \u{1f600} and a tag \u{e0041}")).toBe("a smile \u{1f600} and a tag \\u{e0041}");
});

test("every character of Unicode that nobody sees, or that changes how others are read, is spelled out", () => {
  const hidden =
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/u;
  const wrong: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    const visible = visibleText(`a${character}b`);
    const expected = hidden.test(character)
      ? /^a\\u(?:[0-9a-f]{4}|\{[0-9a-f]{5,6}\})b$/.test(visible)
      : visible === `a${character}b`;
    if (!expected) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
  expect(visibleText("\u{1bca0}Host \u{1d173} \ufff9 \u0600")).toBe("\\u{1bca0}Host \\u{1d173} \\ufff9 \\u0600");
  // Letters, marks, spaces and pictures of any script stay what they are.
  for (const kept of ["Grüße, 世界", "e\u0301", "\u00a0\u3000", "\u{1f600}", "\ue000"])
    expect(visibleText(kept)).toBe(kept);
});

test("a text is never cut in the middle of a character", () => {
  expect(shortened("\u{1f600}\u{1f600}", 3)).toBe("\u{1f600}…");
  expect(shortened("abc", 3)).toBe("abc");
  expect(code("\u{1f600}".repeat(61).slice(1))).not.toMatch(/\p{Surrogate}/u);
});
