import { describe, expect, it } from "vitest";
import { isToken, listOf, splitOutsideQuotes } from "../../../src/upgrade/http/tokens.ts";

describe("listOf", () => {
  it.each([
    ["a", ["a"]],
    ["a,b", ["a", "b"]],
    [" a ,\tb ", ["a", "b"]],
    [",a,, b,", ["a", "b"]],
    ["", []],
    [" , ", []],
    ['x="a,b", c', ['x="a,b"', "c"]],
    ['"a\\",b", c', ['"a\\",b"', "c"]],
    ['"never closed, c', ['"never closed, c']],
  ])("splits %j", (value, elements) => {
    expect(listOf(value)).toEqual(elements);
  });
});

describe("isToken", () => {
  it.each(["a", "graphql-ws", "v1.usp", "opcua+uacp", "!#$%&'*+-.^_`|~", "0"])("takes %j", (text) => {
    expect(isToken(text)).toBe(true);
  });

  it.each(["", "a b", "a,b", "a/b", 'a"', "a=b", "(a)", "é", "a\n", "a\u0000"])("refuses %j", (text) => {
    expect(isToken(text)).toBe(false);
  });
});

describe("splitOutsideQuotes", () => {
  it("keeps the white space, and separators inside quotes", () => {
    expect(splitOutsideQuotes('a; b="x;y" ;c', ";")).toEqual(["a", ' b="x;y" ', "c"]);
  });

  it("gives one part when there is no separator, and survives a lone backslash at the end", () => {
    expect(splitOutsideQuotes("", ";")).toEqual([""]);
    expect(splitOutsideQuotes('"a\\', ";")).toEqual(['"a\\']);
  });
});
