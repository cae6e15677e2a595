import { describe, expect, test } from "vitest";
import { advice, socketAdvice, transportAdvice } from "../../src/knowledge/explanation/advice.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import type { NotRestoredReason } from "../../src/upgrade/not-restored.ts";
import { RESPONSE } from "../story.ts";
import { failed, opened, REQUEST, withHeaders } from "./handshakes.ts";

const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

function found(url: string, request: Headers = REQUEST, response: Headers = RESPONSE) {
  return advice(opened({ url, request, response }), socketAdvice, { page: null, capture: markedCapture([]) });
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

describe("foreign-origin", () => {
  const ask = (origin: string, cookie: string | null = "sid=s3cret", url = "wss://ws.bank.com/live") =>
    found(url, withHeaders(REQUEST, { Origin: origin, Cookie: cookie })).find(({ id }) => id === "foreign-origin");
  test("an accepted handshake with cookies from another site", () => {
    expect(ask("https://evil.example")).toMatchObject({
      evidence: [
        "request header Origin: https://evil.example",
        "request header Cookie is present",
        "status 101 of the response",
      ],
    });
    expect(JSON.stringify(ask("https://evil.example"))).not.toContain("s3cret");
  });
  test.each([
    ["https://app.bank.com", "sid=1"],
    ["https://evil.example", null],
    ["https://evil.example", ""],
    ["null", "sid=1"],
    ["chrome-extension://abc", "sid=1"],
    ["http://localhost:5173", "sid=1"],
  ])("not from %s with cookies %s", (origin, cookie) => {
    expect(ask(origin, cookie)).toBeUndefined();
  });
  test("not towards one's own network", () => {
    expect(ask("https://a.example", "sid=1", "ws://192.168.1.7/live")).toBeUndefined();
  });
  test("not where it was refused", () => {
    const request = withHeaders(REQUEST, { Origin: "https://evil.example", Cookie: "sid=1" });
    const refused = failed("Unexpected response code: 403", { url: "wss://ws.bank.com/live", request });
    expect(advice(refused, socketAdvice, { page: null, capture: markedCapture([]) })).toEqual([]);
  });
});

describe("beside-cloudflare", () => {
  const CLOUDFLARE: Headers = [
    ["Server", "cloudflare"],
    ["CF-Ray", "8f1c2d3e4f5a6b7c-FRA"],
  ];
  const ask = (page: string, response: Headers, ofPage: Headers = CLOUDFLARE, url = "wss://ws.shop.test/live") => {
    const capture = markedCapture([], [{ url: page, status: 200, headers: ofPage }]);
    return advice(opened({ url, response }), socketAdvice, { page, capture }).map(({ id }) => id);
  };
  test("the page's host is behind it, and the response of the socket's has no mark", () => {
    expect(ask("https://www.shop.test/", RESPONSE)).toEqual(["beside-cloudflare"]);
  });
  test("not where the socket goes through it too, nor where the page does not", () => {
    expect(ask("https://www.shop.test/", [...RESPONSE, ...CLOUDFLARE])).toEqual([]);
    expect(ask("https://www.shop.test/", RESPONSE, [["Server", "nginx"]])).toEqual([]);
  });
  test("not for a socket of somebody else's, nor on the page's own host", () => {
    expect(ask("https://www.other.test/", RESPONSE)).toEqual([]);
    expect(ask("https://ws.shop.test/", RESPONSE)).toEqual([]);
  });
});

describe("not-in-back-forward-cache", () => {
  const LINE = { url: "https://example.com/app.js", line: 12, column: 5 };
  const NO_STORE = { name: "MainResourceHasCacheControlNoStore", places: [] };
  const ask = (reasons: readonly NotRestoredReason[], line = LINE) => {
    const upgrade = { ...opened(), initiator: { ...line, function: "connect" } };
    const context = { page: null, capture: markedCapture([]), notRestored: () => ({ reasons }) };
    return advice(upgrade, socketAdvice, context)[0];
  };
  test("an open socket: what to do about it", () => {
    expect(ask([{ name: "WebSocket", places: [LINE] }])).toMatchObject({
      id: "not-in-back-forward-cache",
      text: "When somebody came back to this page, the browser reloaded it instead of showing it from its back/forward cache. The reason that it gave: the page had a WebSocket open. It names the line of script that opened this connection. Closing the connection in a `pagehide` listener and opening it again in a `pageshow` listener removes this reason.",
      evidence: ["CDP Page.backForwardCacheNotUsed: WebSocket"],
    });
  });
  test.each(["WebSocketUsedWithCCNS", "WebSocketSticky"])("a page that is never stored: %s", (name) => {
    const found1 = ask([NO_STORE, { name: "WebSocket", places: [LINE] }, { name, places: [LINE] }]);
    expect(found1?.text).toContain(
      "One of the reasons that it gave: the page is served with `Cache-Control: no-store`",
    );
    expect(found1?.text).toContain("Closing the connection before the page is left does not help");
    expect(found1?.evidence).toEqual([
      "CDP Page.backForwardCacheNotUsed: WebSocket",
      `CDP Page.backForwardCacheNotUsed: ${name}`,
      "CDP Page.backForwardCacheNotUsed: MainResourceHasCacheControlNoStore",
    ]);
  });
  test("not where the browser blames another line, none, or another thing", () => {
    expect(ask([{ name: "WebSocket", places: [{ ...LINE, line: 13 }] }])).toBeUndefined();
    expect(ask([{ name: "WebSocket", places: [] }])).toBeUndefined();
    expect(ask([{ name: "WebTransport", places: [LINE] }])).toBeUndefined();
    expect(ask([NO_STORE])).toBeUndefined();
  });
  test("a WebTransport has reasons of its own", () => {
    const upgrade = { ...opened(), kind: "webtransport", initiator: { ...LINE, function: null } } as const;
    const reasons = [{ name: "WebTransport", places: [LINE] }];
    const context = { page: null, capture: markedCapture([]), notRestored: () => ({ reasons }) };
    expect(advice(upgrade, transportAdvice, context)[0]?.text).toContain("the page had a WebTransport open");
  });
  test("not where nobody told of it", () => {
    expect(advice(opened(), socketAdvice, { page: null, capture: markedCapture([]) })).toEqual([]);
  });
});
