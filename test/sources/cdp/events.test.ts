import { describe, expect, it } from "vitest";
import { Clocks } from "../../../src/sources/cdp/clocks.ts";
import { decodeEvent } from "../../../src/sources/cdp/events.ts";
import { MessageReader } from "../../../src/upgrade/application/message-reader.ts";

const NOW = 1_800_000_000_000;

function decode(method: string, params: unknown, clocks = new Clocks()) {
  return decodeEvent(method, params, { target: "worker", now: NOW, clocks, messages: new MessageReader() });
}

describe("decodeEvent", () => {
  it("reads who asked for the connection, counting lines from 1", () => {
    const callFrames = [
      { functionName: "connect", url: "https://example.com/app.js", lineNumber: 11, columnNumber: 8 },
    ];
    expect(
      decode("Network.webSocketCreated", {
        requestId: "7.1",
        url: "wss://example.com/live",
        initiator: { stack: { callFrames } },
      }),
    ).toEqual({
      type: "created",
      kind: "websocket",
      exchange: null,
      sourceId: "debugger:7.1",
      at: NOW,
      url: "wss://example.com/live",
      target: "worker",
      initiator: { url: "https://example.com/app.js", line: 12, column: 9, function: "connect" },
      stack: {
        parts: [
          {
            asyncCause: null,
            frames: [{ url: "https://example.com/app.js", line: 12, column: 9, function: "connect" }],
          },
        ],
        isCut: false,
      },
    });
  });

  it.each([1e308, 101.5, -1])("passes over a response with the status %s, which is none of HTTP", (status) => {
    const response = { status, statusText: "x", headers: {} };
    expect(decode("Network.webSocketHandshakeResponseReceived", { requestId: "7.1", timestamp: 1, response })).toBe(
      null,
    );
  });

  it("takes headers from the text, in wire order and with repeats", () => {
    const response = {
      status: 101,
      statusText: "Switching Protocols",
      headers: { Upgrade: "websocket", "Set-Cookie": "a=1\nb=2" },
      headersText:
        "HTTP/1.1 101 Switching Protocols\r\nSet-Cookie: a=1\r\nUpgrade: websocket\r\nSet-Cookie: b=2\r\n\r\n",
      requestHeadersText: "GET wss://example.com/live HTTP/1.1\r\nHost: example.com\r\nSec-WebSocket-Key: k==\r\n\r\n",
    };
    expect(
      decode("Network.webSocketHandshakeResponseReceived", { requestId: "7.1", timestamp: 5, response }),
    ).toMatchObject({
      type: "response",
      response: {
        status: 101,
        headers: [
          ["Set-Cookie", "a=1"],
          ["Upgrade", "websocket"],
          ["Set-Cookie", "b=2"],
        ],
      },
      requestHeaders: [
        ["Host", "example.com"],
        ["Sec-WebSocket-Key", "k=="],
      ],
    });
  });

  it("splits repeated headers when there is no text", () => {
    const response = { status: 101, statusText: "", headers: { "Set-Cookie": "a=1\nb=2" } };
    expect(
      decode("Network.webSocketHandshakeResponseReceived", { requestId: "7.1", timestamp: 5, response }),
    ).toMatchObject({
      response: {
        headers: [
          ["Set-Cookie", "a=1"],
          ["Set-Cookie", "b=2"],
        ],
      },
      requestHeaders: null,
    });
  });

  it("gives every time of one request by that request's own clocks", () => {
    const clocks = new Clocks();
    decode(
      "Network.webSocketWillSendHandshakeRequest",
      { requestId: "7.1", timestamp: 100, wallTime: 1_700_000_000, request: { headers: {} } },
      clocks,
    );
    decode(
      "Network.webSocketWillSendHandshakeRequest",
      { requestId: "7.2", timestamp: 101, wallTime: 1_700_000_009, request: { headers: {} } },
      clocks,
    );
    const frame = { requestId: "7.1", timestamp: 102.5, response: { opcode: 1, mask: false, payloadData: "é" } };
    expect(decode("Network.webSocketFrameReceived", frame, clocks)).toMatchObject({
      type: "message",
      message: { at: 1_700_000_002_500, direction: "received", opcode: 1, size: 2 },
    });
  });

  it("learns the clocks from ordinary requests, and says nothing of them", () => {
    const clocks = new Clocks();
    expect(decode("Network.requestWillBeSent", { timestamp: 10, wallTime: 1_700_000_000 }, clocks)).toBeNull();
    expect(clocks.at("7.3", 11, 1_700_000_001_020)).toBe(1_700_000_001_000);
  });

  it("keeps the browser's message and its own clock for an error", () => {
    const error = { requestId: "7.1", timestamp: 12.25, errorMessage: "" };
    expect(decode("Network.webSocketFrameError", error)).toMatchObject({
      type: "error",
      message: "",
      monotonicSeconds: 12.25,
    });
  });

  it.each([
    ["an event of something else", "Page.loadEventFired", {}],
    ["an event without an id", "Network.webSocketClosed", { timestamp: 1 }],
    [
      "a message without a payload",
      "Network.webSocketFrameSent",
      { requestId: "7.1", timestamp: 1, response: { opcode: 1 } },
    ],
    ["no parameters at all", "Network.webSocketCreated", undefined],
  ])("ignores %s", (_name, method, params) => {
    expect(decode(method, params)).toBeNull();
  });
});

describe("Clocks", () => {
  it("fix the offset of a request with its first event, so that distances stay exact", () => {
    const clocks = new Clocks();
    const first = clocks.at("7.1", 50, NOW);
    clocks.learn(60, 1_700_000_000);
    expect(first).toBe(NOW);
    expect(clocks.at("7.1", 51, NOW + 99_999) - first).toBe(1000);
  });

  it("date what nobody announced by its arrival when the time of day was set since they learned it", () => {
    for (const set of [3_600_000, -3_600_000]) {
      const clocks = new Clocks();
      clocks.learn(50, NOW / 1000);
      const arrived = NOW + 10_000 + set;
      expect(clocks.at("7.1", 60, arrived)).toBeCloseTo(arrived, 0);
      expect(clocks.at("7.1", 61, arrived + 5000)).toBeCloseTo(arrived + 1000, 0);
    }
    const clocks = new Clocks();
    clocks.learn(50, NOW / 1000);
    // Events of a flood come late.
    expect(clocks.at("7.1", 60, NOW + 15_000)).toBeCloseTo(NOW + 10_000, 0);
  });

  it("stay bounded", () => {
    const clocks = new Clocks();
    for (let i = 0; i < 30_000; i++) clocks.learn(i, 1_700_000_000 + i * 2, `7.${i}`);
    expect(clocks.at("7.29999", 29_999, NOW)).toBe((1_700_000_000 + 29_999 * 2) * 1000);
    // Forgotten: it falls back to the newest offset.
    expect(clocks.at("7.0", 29_999, (1_700_000_000 + 29_999 * 2) * 1000 + 20)).toBe(
      (1_700_000_000 + 29_999 * 2) * 1000,
    );
  });
});
