import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PendingRequests } from "../../src/capture/debugger/pending-requests.ts";
import { LIBRARY_POLL_MS, NO_RESPONSE_MS, STREAMING_MS } from "../../src/sources/cdp/classify.ts";
import { Clocks } from "../../src/sources/cdp/clocks.ts";
import type { Observation } from "../../src/upgrade/observation.ts";

const NOW = 1_800_000_000_000;
const WALL = NOW / 1000;

/** How long a sweep may be late. */
const SWEEP = 1000;

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

function start() {
  const told: Observation[] = [];
  const requests = new PendingRequests((observation) => told.push(observation), new Clocks());
  const see = (method: string, params: object) =>
    requests.handleEvent(`Network.${method}`, { requestId: "7.1", timestamp: 100, ...params }, "page", Date.now());
  const send = (type: string, url = "https://example.com/a", more: object = {}) =>
    see("requestWillBeSent", {
      type,
      wallTime: WALL,
      request: { url, method: "GET", headers: { Accept: "*/*" } },
      ...more,
    });
  const answer = (headers: Record<string, string>, timestamp = 100.02) =>
    see("responseReceived", {
      timestamp,
      response: { status: 200, statusText: "OK", headers, mimeType: "", protocol: "h2" },
    });
  return { told, requests, see, send, answer, types: () => told.map(({ type }) => type) };
}

describe("PendingRequests", () => {
  it("tells of an EventSource at once, in the order of events", () => {
    const { see, send, answer, told, types } = start();
    send("EventSource");
    see("requestWillBeSentExtraInfo", { headers: { Cookie: "a=b" } });
    answer({ "content-type": "text/event-stream" });
    see("dataReceived", { timestamp: 100.1, dataLength: 29 });
    see("eventSourceMessageReceived", { timestamp: 100.1, eventName: "message", eventId: "1", data: "secret" });
    see("loadingFailed", { timestamp: 101, errorText: "net::ERR_ABORTED", canceled: true });
    expect(types()).toEqual(["created", "request-sent", "response", "body", "message", "request-ended"]);
    expect(told[0]).toMatchObject({ kind: "event-stream", at: NOW, exchange: { by: "EventSource", method: "GET" } });
    expect(told[4]).toMatchObject({ message: { opcode: 1, size: 6 } });
    expect(told[5]).toMatchObject({ end: "canceled", message: null, at: NOW + 1000 });
    expect(JSON.stringify(told)).not.toContain("secret");
  });

  it("tells the name of an event only where somebody asks", () => {
    const names = (countsNames: boolean) => {
      const told: Observation[] = [];
      const requests = new PendingRequests(
        (one) => told.push(one),
        new Clocks(),
        () => countsNames,
      );
      const event = { requestId: "1", timestamp: 1, eventName: "price", eventId: "s3cret", data: "s3cret" };
      requests.handleEvent("Network.eventSourceMessageReceived", event, "page", NOW);
      requests.stop();
      expect(JSON.stringify(told)).not.toContain("s3cret");
      return told.flatMap((one) => (one.type === "message" ? [one.message.names] : []));
    };
    expect(names(false)).toEqual([undefined]);
    expect(names(true)).toEqual([[{ kind: "event", text: "price", bytes: 6 }]]);
  });

  it.each([3_600_000, -3_600_000])("waits and dates by what passed when the time of day is set by %i ms", (set) => {
    const { see, send, answer, told } = start();
    send("Fetch");
    vi.advanceTimersByTime(100);
    vi.setSystemTime(Date.now() + set);
    vi.advanceTimersByTime(NO_RESPONSE_MS - 200);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(SWEEP);
    expect(told.map(({ type }) => type)).toContain("created");
    see("responseReceivedExtraInfo", { statusCode: 200, headers: { "content-type": "text/plain" } });
    answer({ "content-type": "text/plain" }, 104);
    const response = told.findLast(({ type }) => type === "response");
    expect(response?.at).toBe(NOW + NO_RESPONSE_MS - 100 + SWEEP);
  });

  it.each([0.1, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e308, 2 ** 53, "29", null])(
    "adds no number of bytes to others that is none: %j",
    (dataLength) => {
      const { see, send, answer, told } = start();
      send("EventSource");
      answer({ "content-type": "text/event-stream" });
      see("dataReceived", { timestamp: 100.1, dataLength });
      see("dataReceived", { timestamp: 100.2, dataLength: 29 });
      see("loadingFailed", { timestamp: 101, errorText: "net::ERR_ABORTED", canceled: true });
      expect(told.flatMap((one) => (one.type === "body" ? [one.bytes] : []))).toEqual([29]);
      told.length = 0;
      send("Fetch");
      answer({ "content-type": "application/x-ndjson" });
      see("dataReceived", { timestamp: 100.1, dataLength });
      for (let i = 0; i < 10; i++) see("dataReceived", { timestamp: 100.2 + i, dataLength: 3 });
      vi.advanceTimersByTime(STREAMING_MS + SWEEP);
      see("dataReceived", { timestamp: 120, dataLength });
      expect(told.flatMap((one) => (one.type === "message" ? [one.message.size] : []))).toEqual(Array(10).fill(3));
    },
  );

  it("forgets what is answered and over, and what is no request of a script", () => {
    const { see, send, answer, told } = start();
    send("Fetch");
    answer({ "content-type": "application/json" });
    see("dataReceived", { dataLength: 10 });
    see("loadingFinished", {});
    send("Image");
    see("dataReceived", { dataLength: 10 });
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("tells of a fetch as a long poll when it has waited, and of its response", () => {
    const { see, send, answer, told, types } = start();
    send("XHR");
    see("requestWillBeSentExtraInfo", { headers: {} });
    vi.advanceTimersByTime(NO_RESPONSE_MS - SWEEP);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(2 * SWEEP);
    expect(types()).toEqual(["created", "request-sent"]);
    expect(told[0]).toMatchObject({ kind: "long-poll", exchange: { by: "XMLHttpRequest" } });
    answer({}, 105);
    see("loadingFinished", { timestamp: 105 });
    expect(types().slice(2)).toEqual(["response", "request-ended"]);
    expect(told[2]).toMatchObject({ at: NOW + 5000, protocol: "h2" });
  });

  it("waits less where the address is that of a library's poll", () => {
    const { send, told } = start();
    send("XHR", "https://example.com/socket.io/?EIO=4&transport=polling");
    vi.advanceTimersByTime(LIBRARY_POLL_MS + SWEEP);
    expect(told[0]).toMatchObject({ type: "created", kind: "long-poll" });
  });

  it("tells of a response that goes on, with every byte that came before", () => {
    const { see, send, answer, told } = start();
    send("Fetch");
    answer({ "content-type": "application/x-ndjson" });
    for (let i = 0; i < 1000; i++) see("dataReceived", { timestamp: 100.1 + i / 1000, dataLength: 3 });
    vi.advanceTimersByTime(STREAMING_MS + SWEEP);
    expect(told[0]).toMatchObject({ kind: "streaming-fetch" });
    const sizes = told.flatMap((one) => (one.type === "message" ? [one.message.size ?? 0] : []));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(3000);
    expect(sizes.length).toBeLessThanOrEqual(256);
  });

  it("calls a poll a stream once its response goes on, and an event stream when it says so", () => {
    const { send, answer, told } = start();
    send("Fetch");
    vi.advanceTimersByTime(NO_RESPONSE_MS + SWEEP);
    answer({ "content-type": "text/plain" }, 104);
    vi.advanceTimersByTime(STREAMING_MS + 3 * SWEEP);
    expect(told.at(-1)).toMatchObject({ type: "classified", kind: "streaming-fetch" });

    const other = start();
    other.send("Fetch");
    vi.advanceTimersByTime(NO_RESPONSE_MS + SWEEP);
    other.answer({ "content-type": "text/event-stream; charset=utf-8" }, 104);
    expect(other.told.find(({ type }) => type === "classified")).toMatchObject({ kind: "event-stream" });
  });

  it("takes news of the network that comes before the request's own", () => {
    const { see, send, types } = start();
    see("requestWillBeSentExtraInfo", { headers: { Host: "example.com" } });
    see("responseReceivedExtraInfo", { headers: {}, statusCode: 200, headersText: "HTTP/1.1 200 OK\r\nA: b\r\n\r\n" });
    send("EventSource");
    expect(types()).toEqual(["created", "request-sent", "response"]);
  });

  it("follows a redirect, after which the browser calls the type something else", () => {
    const { see, send, answer, told } = start();
    send("EventSource", "https://example.com/old");
    see("responseReceivedExtraInfo", { headers: { Location: "/new" }, statusCode: 302 });
    send("Other", "https://example.com/new", { redirectResponse: { status: 302 } });
    answer({ "content-type": "text/event-stream" });
    expect(told.filter(({ type }) => type === "response")).toMatchObject([{ response: { status: 200 } }]);
    expect(told.filter(({ type }) => type === "created")).toHaveLength(1);
  });

  it("lists an event stream that is older than itself by its events", () => {
    const { see, types, told } = start();
    see("eventSourceMessageReceived", { eventName: "message", eventId: "", data: "a" });
    see("eventSourceMessageReceived", { eventName: "message", eventId: "", data: "b" });
    see("loadingFinished", {});
    expect(types()).toEqual(["message", "classified", "message", "request-ended"]);
    expect(told[1]).toMatchObject({ kind: "event-stream" });
  });

  it("dates the events of an older stream by the browser's clock, however late they arrive", () => {
    const { see, told } = start();
    const event = (timestamp: number) =>
      see("eventSourceMessageReceived", { timestamp, eventName: "message", eventId: "", data: "a" });
    event(100);
    for (const [i, late] of [40, 300, 120].entries()) {
      vi.setSystemTime(NOW + 200 * (i + 1) + late);
      event(100 + 0.2 * (i + 1));
    }
    vi.setSystemTime(NOW + 2000);
    see("loadingFinished", { timestamp: 101 });
    const times = told.flatMap((one) => (one.type === "message" || one.type === "request-ended" ? [one.at - NOW] : []));
    expect(times.map(Math.round)).toEqual([0, 200, 400, 600, 1000]);
  });

  const FAILED = {
    errorText: "net::ERR_FAILED",
    corsErrorStatus: { corsError: "AllowOriginMismatch", failedParameter: "x" },
  };

  it("tells which rule of the browser refused an event stream, in the console's words", () => {
    const { see, send, requests, told, types } = start();
    const text = `Connecting to 'https://example.com/a' violates the following Content Security Policy directive: "connect-src 'self'". The action has been blocked.`;
    const log = (words: string, source = "security", timestamp = NOW) =>
      requests.log({ entry: { source, level: "error", text: words, timestamp } });
    log(text, "worker");
    log(text, "security", NOW - 60_000);
    send("EventSource", "https://example.com/a#part");
    see("loadingFailed", { errorText: "", canceled: false, blockedReason: "csp" });
    expect(types()).toEqual(["created", "blocked", "request-ended"]);
    // Neither what a worker's page repeats nor what is old speaks of it.
    expect(told[1]).toMatchObject({ by: "content-security-policy", message: "csp", directive: null });
    log(text);
    send("EventSource");
    see("loadingFailed", { errorText: "", blockedReason: "csp" });
    expect(told[4]).toMatchObject({
      sourceId: told[3]?.sourceId,
      message: text,
      directive: "connect-src 'self'",
      target: "page",
    });
    expect(told[5]).toMatchObject({ end: "failed", message: null });
    const mixed =
      "Mixed Content: The page at 'https://example.com/' was loaded over HTTPS, but requested an insecure EventSource endpoint 'http://example.com/a'. This request has been blocked; the content must be served over HTTPS.";
    log(mixed);
    send("EventSource", "http://example.com/a");
    see("loadingFailed", { errorText: "", blockedReason: "mixed-content" });
    expect(told[7]).toMatchObject({ by: "mixed-content", message: mixed });
    send("EventSource");
    see("loadingFailed", { errorText: "", blockedReason: "inspector" });
    expect(told[10]).toMatchObject({ by: "blocked-by-client", message: "inspector" });
  });

  it("keeps the browser's text where there is one, and its reason where there is none", () => {
    const { see, send, told } = start();
    for (const failure of [
      { errorText: "net::ERR_BLOCKED_BY_CLIENT", blockedReason: "other" },
      { errorText: "", blockedReason: "origin" },
      { errorText: "" },
    ]) {
      send("EventSource");
      see("loadingFailed", failure);
    }
    const ends = told.flatMap((one) => (one.type === "request-ended" ? [one.message] : []));
    expect(ends).toEqual(["net::ERR_BLOCKED_BY_CLIENT", "origin", null]);
    expect(told.some(({ type }) => type === "blocked")).toBe(false);
  });

  it("follows a redirect that a policy refuses, whose response is not told", () => {
    const { see, send, requests, told } = start();
    const text = `Connecting to 'https://elsewhere.example/' violates the following Content Security Policy directive: "default-src 'self'". Note that 'connect-src' was not explicitly set, so 'default-src' is used as a fallback. The action has been blocked.`;
    send("EventSource");
    see("requestWillBeSentExtraInfo", { headers: {} });
    requests.log({ entry: { source: "security", text, timestamp: NOW + 500 } });
    send("Other", "https://elsewhere.example/", { wallTime: WALL + 0.5 });
    see("loadingFailed", { errorText: "", blockedReason: "csp" });
    see("loadingFailed", { errorText: "net::ERR_ABORTED", canceled: true });
    expect(told.map(({ type }) => type)).toEqual(["created", "request-sent", "blocked", "request-ended"]);
    expect(told[2]).toMatchObject({ message: text, directive: "default-src 'self'" });
  });

  it("tells which rule for other origins was broken, and the response also when it comes late", () => {
    const { see, send, told, types } = start();
    send("EventSource");
    see("requestWillBeSentExtraInfo", { headers: { Origin: "https://other.example" } });
    see("loadingFailed", FAILED);
    see("responseReceivedExtraInfo", { headers: { "Content-Type": "text/event-stream" }, statusCode: 200 });
    expect(types()).toEqual(["created", "request-sent", "request-ended", "response"]);
    expect(told[2]).toMatchObject({ corsError: { code: "AllowOriginMismatch", parameter: "x" } });
    see("responseReceivedExtraInfo", { headers: {}, statusCode: 200 });
    expect(told).toHaveLength(4);
  });

  it("lists a fetch that fails before it is answered if it asked for an event stream or is a library's poll", () => {
    const { see, send, told } = start();
    const headers = { Accept: "application/json, text/event-stream" };
    send("Fetch", "https://example.com/mcp", { request: { url: "https://example.com/mcp", method: "POST", headers } });
    see("loadingFailed", FAILED);
    expect(told).toMatchObject([
      { type: "created", kind: "event-stream", exchange: { by: "fetch", method: "POST" } },
      { type: "request-ended", end: "failed" },
    ]);
    send("XHR", "https://example.com/socket.io/?EIO=4&transport=polling");
    see("loadingFailed", { errorText: "net::ERR_BLOCKED_BY_CLIENT", blockedReason: "other" });
    expect(told[2]).toMatchObject({ type: "created", kind: "long-poll" });
    for (const failure of [FAILED, { errorText: "net::ERR_ABORTED", canceled: true }]) {
      send(failure === FAILED ? "XHR" : "Fetch", "https://example.com/data", {
        request: { url: "https://example.com/data", method: "GET", headers: failure === FAILED ? {} : headers },
      });
      see("loadingFailed", failure);
    }
    expect(told).toHaveLength(4);
  });

  it("keeps a bounded number of words and of withheld answers", () => {
    const { requests, see, send, told } = start();
    const words = (url: string) =>
      `Connecting to '${url}' violates the following Content Security Policy directive: "connect-src 'self'".`;
    for (let i = 0; i < 1000; i++) {
      requests.log({ entry: { source: "security", text: words(`https://example.com/${i}`), timestamp: NOW } });
      send("EventSource", "https://example.com/a", { requestId: `7.${i}` });
      see("loadingFailed", { ...FAILED, requestId: `7.${i}` });
    }
    told.length = 0;
    for (let i = 0; i < 1000; i++)
      see("responseReceivedExtraInfo", { requestId: `7.${i}`, headers: {}, statusCode: 200 });
    expect(told.filter(({ type }) => type === "response")).toHaveLength(64);
    send("EventSource", "https://example.com/0");
    see("loadingFailed", { errorText: "", blockedReason: "csp" });
    expect(told.at(-2)).toMatchObject({ type: "blocked", message: "csp" });
    for (const params of [null, 3, {}, { entry: { text: 3 } }]) expect(() => requests.log(params)).not.toThrow();
  });

  it("holds a bounded number, and never throws", () => {
    const { requests, see, told } = start();
    for (let i = 0; i < 3000; i++) {
      requests.handleEvent(
        "Network.requestWillBeSent",
        {
          requestId: `9.${i}`,
          timestamp: 1,
          wallTime: WALL,
          type: "Fetch",
          request: { url: "x", method: "GET", headers: {} },
        },
        "page",
        NOW,
      );
      see("requestWillBeSentExtraInfo", { requestId: `8.${i}`, headers: {} });
    }
    vi.advanceTimersByTime(NO_RESPONSE_MS + SWEEP);
    expect(told.length).toBeLessThanOrEqual(1000);
    for (const params of [null, 3, "x", {}, { requestId: 3 }, { requestId: "a", type: "Fetch" }])
      for (const method of [
        "requestWillBeSent",
        "dataReceived",
        "responseReceived",
        "loadingFailed",
        "loadingFinished",
      ])
        expect(() => requests.handleEvent(`Network.${method}`, params, "page", NOW)).not.toThrow();
  });
});
