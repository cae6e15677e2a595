import { describe, expect, test } from "vitest";
import { failed, HTTP2_HEADERS, ranked } from "../failures.ts";

describe("reason-hidden", () => {
  test.each(["", "WebSocket connection to 'wss://a.example/' failed: "])("an empty text: %j", (text) => {
    expect(failed(text).id).toBe("reason-hidden");
  });
  test("suggests an extension, never as certain", () => {
    expect(ranked(failed(""))).toEqual(["likely extension-hides-reason"]);
  });
  test("says how far it came", () => {
    expect(failed("", { sentAt: null }).summary).toContain("before its request was sent");
    expect(failed("").summary).toContain("after its request was sent");
  });
  test("over HTTP/2 a 401 is thought of too", () => {
    expect(ranked(failed("", { headers: HTTP2_HEADERS }))).toEqual([
      "likely extension-hides-reason",
      "possible login-required",
    ]);
  });
});
