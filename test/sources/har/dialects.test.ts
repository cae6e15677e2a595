import { describe, expect, it } from "vitest";
import { reportOfReading } from "../../../src/report/build/of-reading.ts";
import { readPieces } from "../../../src/sources/pieces.ts";
import { readHar } from "../../../src/sources/recognise.ts";

/** Forms of HAR that other tools really write, rebuilt small. */
const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const OFFER = [
  { name: "Host", value: "example.com" },
  { name: "Upgrade", value: "websocket" },
  { name: "Connection", value: "Upgrade" },
  { name: "Sec-WebSocket-Key", value: KEY },
  { name: "Sec-WebSocket-Version", value: "13" },
];
const ACCEPTED = [
  { name: "Upgrade", value: "websocket" },
  { name: "Connection", value: "Upgrade" },
  { name: "Sec-WebSocket-Accept", value: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" },
];
const START = "2026-11-28T22:00:27.000Z";
const AT = Date.parse(START);

function entry(more: Record<string, unknown> = {}, response: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    _resourceType: "websocket",
    startedDateTime: START,
    time: 5000,
    request: { method: "GET", url: "wss://example.com/live", httpVersion: "HTTP/1.1", headers: OFFER },
    response: { status: 101, statusText: "Switching Protocols", headers: ACCEPTED, ...response },
    timings: { send: -1, wait: -1, receive: -1 },
    ...more,
  };
}

const REFUSED = { status: -1, statusText: "", headers: [] };

function log(name: string, ...entries: unknown[]) {
  return { log: { version: "1.2", creator: { name, version: "1" }, pages: [], entries } };
}

function report(har: unknown) {
  return reportOfReading(readHar(har), { version: "0", otherwise: AT });
}

function messages(...list: readonly (readonly [string, number, string])[]) {
  return list.map(([type, time, data]) => ({ type, time, opcode: 1, data }));
}

describe("Playwright", () => {
  it("dates messages in milliseconds", () => {
    const _webSocketMessages = messages(["send", AT + 20, "yo"], ["receive", AT + 1500, "echo yo"]);
    const { generatedAt, connections } = report(log("Playwright", entry({ _webSocketMessages })));
    expect(generatedAt).toBe(new Date(AT + 1500).toISOString());
    expect(connections).toMatchObject([
      {
        messages: {
          sent: { count: 1, bytes: 2 },
          received: { count: 1, bytes: 7 },
          lastAt: new Date(AT + 1500).toISOString(),
        },
      },
    ]);
  });

  it("counts messages without a time, and knows none", () => {
    const _webSocketMessages = messages(["send", -1, "yo"], ["receive", -1, "echo yo"]);
    const [connection] = report(log("Playwright", entry({ _webSocketMessages }))).connections;
    expect(connection?.messages).toMatchObject({ sent: { count: 1 }, received: { count: 1, bytes: 7 }, lastAt: null });
  });

  it("has status −1 where there was none, and the browser's message beside it", () => {
    const refused = (text: string) => entry({ time: -1 }, { ...REFUSED, _failureText: text });
    const { connections } = report(
      log("Playwright", refused("Error during WebSocket handshake: Unexpected response code: 403"), {
        ...refused("Error in connection establishment: net::ERR_NAME_NOT_RESOLVED"),
        request: { method: "GET", url: "wss://no-such-host.invalid/x", headers: [] },
      }),
    );
    expect(connections.map(({ diagnosis }) => diagnosis?.id)).toEqual(["forbidden", "name-not-resolved"]);
    expect(connections.map(({ verdict }) => verdict.sentence).join()).not.toMatch(/-1|−1/);
  });
});

describe("HTTP Toolkit", () => {
  it("writes down the close frame", () => {
    const _webSocketClose = { code: 1011, reason: "no room", timestamp: AT / 1000 + 3 };
    const [connection] = report(log("HTTP Toolkit", entry({ _webSocketMessages: [], _webSocketClose }))).connections;
    expect(connection).toMatchObject({
      state: "closed",
      close: { code: 1011, reason: "no room", wasClean: true },
      timing: { closedAt: new Date(AT + 3000).toISOString() },
      diagnosis: { id: "closed-with-error" },
    });
  });

  it("says when no close frame came", () => {
    const [connection] = report(
      log("HTTP Toolkit", entry({ _webSocketMessages: [], _webSocketClose: "aborted" })),
    ).connections;
    expect(connection).toMatchObject({ state: "closed", close: { code: 1006, wasClean: false } });
    expect(connection?.verdict.level).toBe("attention");
  });
});

describe("a field of a wrong type or out of its range", () => {
  it.each<[string, Record<string, unknown>]>([
    ["_resourceType", { _resourceType: 7 }],
    ["_webSocketMessages", { _webSocketMessages: "none" }],
    ["one message", { _webSocketMessages: [7, ...messages(["send", AT / 1000, "yo"])] }],
    ["_webSocketClose", { _webSocketClose: { code: "1000" } }],
    ["timings", { timings: "quick" }],
    ["startedDateTime", { startedDateTime: "1890-01-01T00:00:00.000Z" }],
    ["one header", { request: { method: "GET", url: "wss://example.com/live", headers: [null, ...OFFER] } }],
    ["response", { response: "yes" }],
  ])("%s: neither the entry nor its neighbor is lost", (_, more) => {
    const good = entry({ request: { method: "GET", url: "wss://example.com/other", headers: [] } });
    const { connections, capture } = report(log("Some tool", entry(more), good));
    expect(connections.map(({ url }) => url)).toEqual(["wss://example.com/live", "wss://example.com/other"]);
    expect(capture.lost).toEqual([]);
  });

  it("is not known", () => {
    const _webSocketMessages = messages(["receive", 253_402_300_800, "far"]);
    const [far] = report(log("Some tool", entry({ _webSocketMessages }, { status: 6000 }))).connections;
    expect(far).toMatchObject({ status: null, messages: { received: { count: 1 }, lastAt: null } });
  });
});

describe("U+FEFF at the beginning of a string", () => {
  it.each([1, 2, 3, 7, 1 << 16])("is counted, however the file is cut (pieces of %i bytes)", async (size) => {
    const _webSocketMessages = messages(["receive", AT / 1000, "\ufeffmarked"]);
    const text = `\ufeff${JSON.stringify(log("Some tool", entry({ _webSocketMessages })))}`;
    const bytes = new TextEncoder().encode(text);
    let at = 0;
    const next = async () => {
      const piece = bytes.subarray(at, at + size);
      at += size;
      return piece.length === 0 ? null : piece;
    };
    const [upgrade] = (await readPieces(next, 1, 1 << 20)).upgrades;
    expect(upgrade?.countedByLog.received).toMatchObject({ count: 1, bytes: 9 });
  });
});

describe("a file that was cleaned before it was passed on", () => {
  it.each(["[REDACTED]", "***", "<removed>", "xxxxxxxx", "redacted-key-1"])("%s is no broken handshake", (text) => {
    const put = (list: typeof OFFER) =>
      list.map(({ name, value }) => ({ name, value: /-(Key|Accept)$/.test(name) ? text : value }));
    const masked = entry(
      { request: { method: "GET", url: "wss://example.com/live", headers: put(OFFER) } },
      { headers: put(ACCEPTED) },
    );
    const [connection] = report(log("Some tool", masked)).connections;
    expect(connection?.diagnosis).toBeNull();
    expect(connection?.checks.filter(({ outcome }) => outcome === "fail")).toEqual([]);
    expect(connection?.verdict.sentence).toMatch(/^The handshake succeeded/);
  });
});
