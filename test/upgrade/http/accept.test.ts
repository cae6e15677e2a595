import { describe, expect, it } from "vitest";
import { ACCEPT_GUID, acceptOf, acceptSteps, keyBytes } from "../../../src/upgrade/http/accept.ts";

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

describe("acceptSteps", () => {
  it("goes through the RFC's own example (RFC 6455 §1.3)", () => {
    expect(acceptSteps(KEY)).toEqual({
      key: KEY,
      concatenated: `${KEY}${ACCEPT_GUID}`,
      sha1: "b37a4f2cc0624f1690f64606cf385945b2bec4ea",
      accept: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
    });
  });

  it("ignores white space around the key", () => {
    expect(acceptSteps(` ${KEY}\t`)).toEqual(acceptSteps(KEY));
  });
});

describe("acceptOf", () => {
  it("answers the RFC's key, and another one otherwise", () => {
    expect(acceptOf(KEY)).toBe("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    // RFC 6455 §4.1: the key is hashed as text, so a key that differs in case differs.
    expect(acceptOf(KEY.toLowerCase())).not.toBe(acceptOf(KEY));
  });
});

describe("keyBytes", () => {
  it.each([
    [KEY, 16],
    [` ${KEY} `, 16],
    // RFC 6455 §4.1's own sample is not canonical base64: bits are left over, and are ignored.
    ["AQIDBAUGBwgJCgsMDQ4PEC==", 16],
    ["AAAA", 3],
    ["AAA=", 2],
    ["AA==", 1],
    ["", null],
    ["A", null],
    ["A===", null],
    ["====", null],
    ["AAA=AAAA", null],
    ["AA-_", null],
    ["AA AA", null],
  ])("of %j is %j", (key, length) => {
    expect(keyBytes(key)).toBe(length);
  });
});
