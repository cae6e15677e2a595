import { ACCEPT, KEY } from "../story.ts";

/** Built by hand in the shape that DevTools writes; no recording. */

interface Entry {
  readonly url?: string;
  readonly status?: number;
  readonly messages?: readonly { type: string; time: number; opcode: number; data: string }[];
  readonly requestHeaders?: readonly { name: string; value: string }[];
}

/** Epoch seconds: 2026-11-22T15:00:00Z. */
export const START = 1_795_359_600;

const key = { name: "Sec-WebSocket-Key", value: KEY };
const version = { name: "Sec-WebSocket-Version", value: "13" };
const origin = { name: "Origin", value: "https://example.com" };
const accept = { name: "Sec-WebSocket-Accept", value: ACCEPT };

/** One WebSocket entry as Chrome's Network panel exports it. */
export function socketEntry({
  url = "wss://example.com/live",
  status = 101,
  messages = [],
  requestHeaders = [],
}: Entry = {}) {
  const upgrade = [
    { name: "Upgrade", value: "websocket" },
    { name: "Connection", value: "Upgrade" },
  ];
  return {
    _initiator: {
      type: "script",
      stack: {
        callFrames: [{ functionName: "connect", url: "https://example.com/app.js", lineNumber: 11, columnNumber: 8 }],
      },
    },
    _priority: "VeryLow",
    _resourceType: "websocket",
    _webSocketMessages: messages,
    cache: {},
    request: {
      method: "GET",
      url,
      httpVersion: "HTTP/1.1",
      headers: [...upgrade, key, version, origin, ...requestHeaders],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status,
      statusText: status === 101 ? "Switching Protocols" : "",
      httpVersion: "HTTP/1.1",
      headers: status === 101 ? [...upgrade, accept] : [],
      cookies: [],
      content: { size: 0, mimeType: "x-unknown" },
      redirectURL: "",
      headersSize: -1,
      bodySize: -1,
      _transferSize: 0,
      _error: null,
    },
    serverIPAddress: "",
    startedDateTime: new Date(START * 1000).toISOString(),
    time: 5000,
    timings: { blocked: -1, dns: -1, connect: -1, send: 0, wait: 12, receive: 0, ssl: -1 },
  };
}

/** A HAR document as text. */
export function har(entries: readonly unknown[]): string {
  const pages = [
    { id: "page_1", title: "https://example.com/", startedDateTime: "2026-11-22T15:00:00.000Z", pageTimings: {} },
  ];
  return JSON.stringify({
    log: { version: "1.2", creator: { name: "WebInspector", version: "537.36" }, pages, entries },
  });
}
