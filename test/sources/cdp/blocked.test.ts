import { describe, expect, it } from "vitest";
import { decodeBlocked } from "../../../src/sources/cdp/blocked.ts";

const AT = 1_800_000_000_000;

function entry(text: string, source = "security") {
  return decodeBlocked(
    {
      entry: {
        source,
        level: "error",
        text,
        timestamp: AT,
        url: "https://example.com/app.js",
        lineNumber: 9,
      },
    },
    "page",
  );
}

describe("decodeBlocked", () => {
  it.each([
    [
      "today's words for a content security policy",
      `Connecting to 'wss://api.example.com/live' violates the following Content Security Policy directive: "connect-src 'self'". The action has been blocked.`,
      { by: "content-security-policy", url: "wss://api.example.com/live", directive: "connect-src 'self'" },
    ],
    [
      "the older words",
      `Refused to connect to 'wss://api.example.com/live' because it violates the following Content Security Policy directive: "default-src https:".`,
      { by: "content-security-policy", url: "wss://api.example.com/live", directive: "default-src https:" },
    ],
    [
      "mixed content",
      "Mixed Content: The page at 'https://example.com/' was loaded over HTTPS, but attempted to connect to the insecure WebSocket endpoint 'ws://example.com/live'. This request has been blocked; this endpoint must be available over WSS.",
      { by: "mixed-content", url: "ws://example.com/live", directive: null },
    ],
    [
      "the limit of sockets",
      "WebSocket connection to 'ws://example.com/live' failed: Insufficient resources",
      { by: "socket-limit", url: "ws://example.com/live", directive: null },
    ],
  ])("knows %s", (_name, text, expected) => {
    expect(entry(text)).toMatchObject({
      type: "blocked",
      at: AT,
      message: text,
      target: "page",
      initiator: { line: 10 },
      ...expected,
    });
  });

  it.each([
    [
      "a refused fetch",
      `Connecting to 'https://api.example.com/' violates the following Content Security Policy directive: "connect-src 'self'". The action has been blocked.`,
    ],
    [
      "a failure that the network tells too",
      "WebSocket connection to 'ws://example.com/' failed: Error during WebSocket handshake: Unexpected response code: 400",
    ],
    [
      "mixed content that was let through",
      "Mixed Content: The page at 'https://example.com/' was loaded over HTTPS, but attempted to connect to the insecure WebSocket endpoint 'ws://example.com/'. This endpoint should be available via WSS. Insecure access is deprecated.",
    ],
    ["anything else", "hello"],
  ])("leaves %s alone", (_name, text) => {
    expect(entry(text)).toBeNull();
  });

  it.each([0.5, -1, 2 ** 53, Number.NaN, "9"])(
    "keeps what was blocked, without a line that is none: %j",
    (lineNumber) => {
      const text = "WebSocket connection to 'ws://example.com/live' failed: Insufficient resources";
      const url = "https://example.com/app.js";
      const told = decodeBlocked({ entry: { source: "network", text, timestamp: AT, url, lineNumber } }, "page");
      expect(told).toMatchObject({ by: "socket-limit", initiator: { url, line: null } });
    },
  );

  it("leaves to a worker's own session what the page's console repeats of it", () => {
    const text = "WebSocket connection to 'ws://example.com/live' failed: Insufficient resources";
    expect(entry(text, "network")).not.toBeNull();
    expect(entry(text, "worker")).toBeNull();
  });

  it("names one entry the same each time it is told", () => {
    const text = "WebSocket connection to 'ws://example.com/live' failed: Insufficient resources";
    expect(entry(text)?.sourceId).toBe(entry(text)?.sourceId);
  });

  it("ignores what it cannot read", () => {
    expect(decodeBlocked({ entry: { text: 1 } }, "page")).toBeNull();
  });
});
