import { describe, expect, test } from "vitest";
import { parseTerms } from "../../../src/store/filter/grammar.ts";
import { termFor, withTerm } from "../../../src/store/filter/narrow.ts";

describe("a term for a value", () => {
  test.each([
    ["host", "app.example.com:8443"],
    ["host", "[::1]:9000"],
    ["initiator", "https://app.example.com/a b,c.js?x=1"],
    ["initiator", "/not-a-pattern/"],
    ["diagnosis", "forbidden"],
  ])("%s of %s is read as it was written", (key, value) => {
    const terms = parseTerms(termFor(key, value) ?? "");
    expect(terms).toMatchObject([{ key: { id: key }, values: [value], negated: false, problem: null }]);
  });

  test("there is none for what the grammar cannot hold", () => {
    expect(termFor("initiator", 'https://a.test/"x"')).toBeNull();
    expect(termFor("host", "")).toBeNull();
  });

  test("stands in the field once, behind what is there", () => {
    expect(withTerm("", "host:a")).toBe("host:a");
    expect(withTerm(" is:failed ", "host:a")).toBe("is:failed host:a");
    expect(withTerm("host:a is:failed", "host:a")).toBe("host:a is:failed");
    expect(withTerm("host:abc", "host:a")).toBe("host:abc host:a");
  });
});
