import { describe, expect, test } from "vitest";
import { advice, socketAdvice } from "../../src/knowledge/explanation/advice.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import { RESPONSE } from "../story.ts";
import { opened, REQUEST, withHeaders } from "./handshakes.ts";

const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

function found(url: string, request: Headers = REQUEST, response: Headers = RESPONSE) {
  return advice(opened({ url, request, response }), socketAdvice);
}

describe("token-in-url", () => {
  test.each<[string, string[]]>([
    ["token=s3cret", ["query parameter token"]],
    ["access_token=s3cret&EIO=4", ["query parameter access_token"]],
    [`auth=${JWT}`, ["query parameter auth"]],
    ["api_key=s3cret&ticket=s3cret", ["query parameter api_key", "query parameter ticket"]],
    ["password=s3cret", ["query parameter password"]],
  ])("?%s", (query, evidence) => {
    const [advice1, ...more] = found(`wss://example.com/live?${query}`);
    expect(more).toEqual([]);
    expect(advice1).toMatchObject({ id: "token-in-url", evidence });
    expect(JSON.stringify(advice1)).not.toMatch(/s3cret|eyJ/);
  });
  test.each(["", "token=", "EIO=4&sid=abc", "room=token", "monkey=1"])("not ?%s", (query) => {
    expect(found(`wss://example.com/live?${query}`)).toEqual([]);
  });
  test("the parameter's name is foreign text", () => {
    const [advice1] = found(`wss://example.com/?${encodeURIComponent("`[x](https://evil.example)`token")}=1`);
    expect(advice1?.text).toContain("`'[x](https://evil.example)'token`");
  });
});

describe("not-encrypted", () => {
  test.each([
    ["ws://example.com/live", true],
    ["wss://example.com/live", false],
    ["ws://localhost:3000/live", false],
    ["ws://192.168.1.7/live", false],
    ["ws://printer/live", false],
  ])("%s: %s", (url, applies) => {
    expect(found(url).some(({ id }) => id === "not-encrypted")).toBe(applies);
  });
});

describe("header-twice", () => {
  const url = "wss://example.com/live";
  test("one that should stand once", () => {
    const response = withHeaders(RESPONSE, { Date: ["Mon", "Tue"], Server: "nginx" });
    expect(found(url, REQUEST, response)).toMatchObject([
      { id: "header-twice", evidence: ["response header Date: Mon", "response header Date: Tue"] },
    ]);
  });
  test("several are told together", () => {
    const response = withHeaders(RESPONSE, { Date: ["Mon", "Tue"], server: ["a", "b"] });
    expect(found(url, REQUEST, response).map(({ text }) => text)).toEqual([
      expect.stringContaining("`Date` appears 2 times in the response, and others are repeated too: `Server`"),
    ]);
  });
  test("the request's own", () => {
    const request = withHeaders(REQUEST, { Host: ["a", "b"] });
    expect(found(url, request)[0]?.text).toContain("in the request");
  });
  test("lists may stand on several lines, and cookies do", () => {
    const response = withHeaders(RESPONSE, { "Set-Cookie": ["a=1", "b=2"], Via: ["1.1 a", "1.1 b"] });
    expect(found(url, REQUEST, response)).toEqual([]);
  });
});
