import { describe, expect, test } from "vitest";
import { code } from "../../src/knowledge/text.ts";
import { isHttps, keepUnits, parseWords } from "../../src/view/parse-words.ts";

describe("the two marks", () => {
  test("code and links become pieces of their own", () => {
    expect(parseWords("Answer `101`, see [RFC 6455](https://www.rfc-editor.org/rfc/rfc6455#section-4.1).")).toEqual([
      { kind: "text", text: "Answer " },
      { kind: "code", text: "101" },
      { kind: "text", text: ", see " },
      { kind: "link", text: "RFC 6455", url: "https://www.rfc-editor.org/rfc/rfc6455#section-4.1" },
      { kind: "text", text: "." },
    ]);
  });

  test.each([
    ["an open back-tick", "a ` b"],
    ["two back-ticks with nothing between", "a `` b"],
    ["a script link", "[click](javascript:alert(1))"],
    ["an http link", "[click](http://example.com/)"],
    ["a data link", "[click](data:text/html,x)"],
    ["a link without an address", "[click]()"],
    ["an address with a space", "[click](https://a b)"],
    ["an https link to nowhere", "[click](https://)"],
    ["markup", "<img src=x onerror=alert(1)>"],
    ["nothing", ""],
  ])("%s stays as it is written", (_, text) => {
    expect(parseWords(text)).toEqual(text === "" ? [] : [{ kind: "text", text }]);
  });

  test.each([
    "[x](https://evil.example)",
    "`[x](https://evil.example)`",
    "a`b",
    "\u202e[x](https://evil.example)",
    "](https://evil.example)",
  ])("foreign text %j that came in through code() never makes a link", (foreign) => {
    const pieces = parseWords(`The header says ${code(foreign)} here.`);
    expect(pieces.map(({ kind }) => kind)).toEqual(["text", "code", "text"]);
  });

  test("every character of a text comes back once", () => {
    const words = "x `y` [z](https://example.com/) [n](ftp://q) ` end";
    const texts = parseWords(words).map(({ text }) => text);
    expect(texts.join("")).toBe("x y z [n](ftp://q) ` end");
  });
});

test.each([
  ["https://example.com/", true],
  ["HTTPS://example.com/", true],
  ["http://example.com/", false],
  ["javascript:alert(1)", false],
  ["//example.com/", false],
  ["", false],
])("only https becomes a link: %s %s", (url, expected) => {
  expect(isHttps(url)).toBe(expected);
});

test("a number stays with its unit", () => {
  expect(keepUnits("Open for 14 min 2 s, 3 messages")).toBe("Open for 14\u00a0min 2\u00a0s, 3 messages");
});
