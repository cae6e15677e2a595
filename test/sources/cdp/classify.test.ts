import { describe, expect, it } from "vitest";
import { classify, isFinal, LIBRARY_POLL_MS, NO_RESPONSE_MS, STREAMING_MS } from "../../../src/sources/cdp/classify.ts";
import type { Headers } from "../../../src/upgrade/http/headers.ts";

const ASKED = 1_800_000_000_000;

const tracked = { by: "fetch", kind: null, received: null, createdAt: ASKED, url: "https://a.test/items" } as const;
const answered = (after: number, ...headers: Headers) => ({
  response: { status: 200, statusText: "OK", headers },
  at: ASKED + after,
  protocol: null,
});
const EVENTS = ["Content-Type", "text/event-stream; charset=utf-8"] as const;
const POLL = "https://a.test/socket.io/?EIO=4&transport=polling&t=P1&sid=x";

describe("a request without a response", () => {
  it.each([
    ["a fetch", tracked, NO_RESPONSE_MS - 1, null],
    ["a fetch", tracked, NO_RESPONSE_MS, "long-poll"],
    ["a library's poll", { ...tracked, url: POLL }, LIBRARY_POLL_MS - 1, null],
    ["a library's poll", { ...tracked, url: POLL }, LIBRARY_POLL_MS, "long-poll"],
    ["an EventSource", { ...tracked, by: "EventSource" } as const, 0, "event-stream"],
    ["what was told", { ...tracked, kind: "long-poll" } as const, 0, "long-poll"],
  ])("%s (%#)", (_, request, after, expected) => {
    expect(classify(request, ASKED + after)).toBe(expected);
  });
});

describe("a request with a response", () => {
  it.each([
    ["that has just begun", { ...tracked, received: answered(9000) }, 9000 + STREAMING_MS - 1, null],
    ["that does not end", { ...tracked, received: answered(9000) }, 9000 + STREAMING_MS, "streaming-fetch"],
    ["of events", { ...tracked, received: answered(10, EVENTS) }, 10, "event-stream"],
    ["to a long poll", { ...tracked, kind: "long-poll", received: answered(9000) } as const, 9000, "long-poll"],
    [
      "to a long poll, that does not end",
      { ...tracked, kind: "long-poll", received: answered(9000) } as const,
      9000 + STREAMING_MS,
      "streaming-fetch",
    ],
    [
      "of events to a long poll",
      { ...tracked, kind: "long-poll", received: answered(9000, EVENTS) } as const,
      9000,
      "event-stream",
    ],
    [
      "of an event stream, however long",
      { ...tracked, kind: "event-stream", received: answered(10) } as const,
      60_000,
      "event-stream",
    ],
  ])("%s (%#)", (_, request, after, expected) => {
    expect(classify(request, ASKED + after)).toBe(expected);
  });
});

it("changes no more once a request was told as a stream", () => {
  expect(([null, "long-poll", "streaming-fetch", "event-stream"] as const).map(isFinal)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
