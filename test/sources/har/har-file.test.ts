import { describe, expect, test } from "vitest";
import { explainReading, reportOfReading } from "../../../src/report/build/of-reading.ts";
import { toHar } from "../../../src/report/formats/har.ts";
import { toJson } from "../../../src/report/formats/json/json.ts";
import { readHar, readText } from "../../../src/sources/recognize.ts";
import { streamHar } from "../../../src/sources/stream-json.ts";
import type { Reading } from "../../../src/upgrade/reading.ts";
import { areMessagesKnown, messagesOf, stateOf } from "../../../src/upgrade/state.ts";
import { har, START, socketEntry } from "../../cli/built-har.ts";

const KEY = { name: "Sec-WebSocket-Key", value: "dGhlIHNhbXBsZSBub25jZQ==" };
const ACCEPT = { name: "Sec-WebSocket-Accept", value: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" };
const UPGRADE = [
  { name: "Upgrade", value: "websocket" },
  { name: "Connection", value: "Upgrade" },
];
const request = {
  method: "GET",
  url: "https://example.com/live",
  headers: [...UPGRADE, KEY, { name: "Sec-WebSocket-Version", value: "13" }],
};
const response = { status: 101, statusText: "Switching Protocols", headers: [...UPGRADE, ACCEPT], content: {} };
const startedDateTime = "2026-11-22T15:00:00.000Z";

/** Each tool's own way, after its writer: built by hand, no recording. */
const TOOLS: readonly (readonly [string, object])[] = [
  [
    "Firefox: a page title, no mark of a socket but the handshake itself",
    {
      version: "1.2",
      creator: { name: "Firefox", version: "145.0" },
      browser: { name: "Firefox", version: "145.0" },
      pages: [{ id: "page_1", title: "Example", startedDateTime, pageTimings: { onContentLoad: -1, onLoad: -1 } }],
      entries: [
        {
          startedDateTime: "2026-11-22T16:00:00.000+01:00",
          time: 30,
          request: { ...request, url: "wss://example.com/live" },
          response,
          cache: {},
          timings: { blocked: 1, wait: 20, receive: 9 },
        },
      ],
    },
  ],
  [
    "Safari: the page's address as title, sizes that are not known",
    {
      version: "1.2",
      creator: { name: "WebKit Web Inspector", version: "1.0" },
      pages: [{ id: "page_0", title: "https://example.com/", startedDateTime, pageTimings: {} }],
      entries: [
        {
          pageref: "page_0",
          startedDateTime,
          time: 0,
          request: { ...request, url: "wss://example.com/live", httpVersion: "" },
          response: { ...response, _transferSize: 0 },
          cache: {},
          timings: { receive: 2 },
          _fetchType: "Network Load",
        },
      ],
    },
  ],
  [
    "Charles: an https address",
    {
      version: "1.2",
      creator: { name: "Charles Proxy", version: "5.0" },
      pages: [],
      entries: [
        {
          startedDateTime,
          time: 12,
          request,
          response,
          cache: {},
          timings: { send: 1, wait: 10, receive: 1 },
          serverIPAddress: "127.0.0.1",
        },
      ],
    },
  ],
  [
    "mitmproxy: messages, microseconds, and every socket twice",
    {
      version: "1.2",
      creator: { name: "mitmproxy", version: "12.1", comment: "" },
      pages: [],
      entries: [0, 1].map(() => ({
        startedDateTime: "2026-11-22T15:00:00.000123+00:00",
        time: 12.5,
        request,
        response,
        cache: {},
        timings: { connect: null, ssl: -1, send: 1, receive: 0.4, wait: 10 },
        _resourceType: "websocket",
        _webSocketMessages: [
          { type: "send", time: START + 1, opcode: 1, data: "hello" },
          { type: "receive", time: START + 61, opcode: 2, data: "AAAA" },
          { type: "receive", time: START + 62, opcode: 8, data: "", code: 1000 },
        ],
      })),
    },
  ],
];

describe("every tool's shape gives one opened upgrade", () => {
  test.each(TOOLS)("%s", (_, log) => {
    const reading = readHar({ log });
    expect(reading.upgrades).toHaveLength(1);
    const [said] = explainReading(reading, 0);
    expect(said?.upgrade).toMatchObject({
      url: "wss://example.com/live",
      request: { at: START * 1000 + 0 },
      fromFile: true,
    });
    expect(said?.checks.filter(({ outcome }) => outcome === "fail")).toEqual([]);
    expect(said?.checks.find(({ id }) => id === "accept")?.outcome).toBe("pass");
    // Only in Chrome's files does `timings.receive` tell of an end.
    expect(said && stateOf(said.upgrade)).toBe("open");
    expect(said?.verdict.sentence).toMatch(/^The handshake succeeded\. The file does not say/);
  });

  test("messages are counted once, control frames not at all", () => {
    const upgrade = readHar({ log: TOOLS[3]?.[1] }).upgrades[0];
    expect(upgrade && messagesOf(upgrade)).toMatchObject({
      sent: { count: 1, bytes: 5 },
      received: { count: 1, bytes: 3 },
      longestGap: 60_000,
    });
  });

  describe("entries of one file are connections of their own", () => {
    const entries = (value: string, urls: (i: number) => string, after = 0) =>
      Array.from({ length: 50 }, (_, i) => ({
        ...socketEntry({ url: urls(i) }),
        startedDateTime: new Date(START * 1000 + i * after).toISOString(),
        request: { ...request, url: urls(i), headers: [...UPGRADE, { ...KEY, value }] },
      }));

    test("where a masked key stands in all of them", () => {
      const masked = readText(har(entries("[REDACTED]", (i) => `wss://example.com/${i}`)));
      expect(new Set(masked.upgrades.map(({ url }) => url)).size).toBe(50);
      const ofOneUrl = readText(har(entries("[REDACTED]", () => "wss://example.com/live")));
      expect(ofOneUrl.upgrades).toHaveLength(50);
    });

    test("where a client sends the same key whenever it connects again", () => {
      const again = readText(har(entries(KEY.value, () => "wss://example.com/live", 1000)));
      expect(again.upgrades).toHaveLength(50);
      expect(new Set(again.upgrades.map(({ id }) => id)).size).toBe(50);
    });
  });

  test("in Chrome's shape an end is an end", () => {
    const closed = { ...socketEntry(), timings: { receive: 3 } };
    const upgrade = readText(har([closed])).upgrades[0];
    expect(upgrade && stateOf(upgrade)).toBe("closed");
    expect(upgrade?.closedAt).toBe(START * 1000 + 5000);
  });
});

describe("an event stream", () => {
  const stream = {
    _resourceType: "eventsource",
    startedDateTime: "2026-11-22T20:00:00.000Z",
    time: 5000,
    request: { method: "GET", url: "https://a.example/events", httpVersion: "h2", headers: [] },
    response: {
      status: 200,
      statusText: "",
      httpVersion: "h2",
      headers: [{ name: "Content-Type", value: "text/event-stream" }],
    },
    timings: { send: 0, wait: 10, receive: 4990 },
    _eventSourceMessages: [
      { time: 1_795_377_600.5, eventName: "message", eventId: "", data: "hello" },
      { time: 1_795_377_601.5, eventName: "tick", eventId: "", data: "12" },
    ],
  };

  test("is listed with its events, which are counted and not kept", () => {
    const { upgrades } = readText(har([stream]));
    expect(upgrades.map(({ kind, url }) => [kind, url])).toEqual([["event-stream", "https://a.example/events"]]);
    expect(upgrades.map(messagesOf)).toMatchObject([{ received: { count: 2, bytes: 7 } }]);
    expect(JSON.stringify(upgrades)).not.toContain("hello");
  });

  test("is counted by the names of its events where somebody asks, and again from our own HAR", () => {
    expect(readText(har([stream])).upgrades.map((one) => messagesOf(one).names)).toEqual([null]);
    const reading = readText(har([stream]), 1, { countsNames: true });
    const namesIn = (upgrades: typeof reading.upgrades) =>
      upgrades.flatMap((one) => messagesOf(one).names?.named.map(({ text, received }) => [text, received.count]) ?? []);
    const wanted = [
      ["message", 1],
      ["tick", 1],
    ];
    expect(namesIn(reading.upgrades)).toEqual(wanted);
    const report = reportOfReading(reading, { version: "0", otherwise: 0 });
    expect(namesIn(readText(toHar(report)).upgrades)).toEqual(wanted);
    expect(namesIn(readText(toJson(report)).upgrades)).toEqual(wanted);
  });

  test("is the same again from our own HAR", () => {
    const report = reportOfReading(readText(har([stream])), { version: "0", otherwise: 0 });
    const [again] = readText(toHar(report)).upgrades;
    expect(again).toMatchObject({ kind: "event-stream", url: "https://a.example/events" });
    expect(again && messagesOf(again).received.count).toBe(2);
  });

  test.each([0.5, -1, 1e308, 2 ** 53, "7"])("takes no count from it that is none: %j", (bytes) => {
    const report = reportOfReading(readText(har([stream])), { version: "0", otherwise: 0 });
    const file = JSON.parse(toHar(report));
    const read = () => readHar(file).upgrades.map((one) => messagesOf(one).received.bytes);
    expect(read()).toEqual([7]);
    file.log.entries[0]._upgrades.messages.received.bytes = bytes;
    expect(read()).toEqual([0]);
  });
});

describe("messages that nobody recorded are not known, and not none", () => {
  test.each([
    [0, false],
    [1, false],
    [2, false],
    [3, true],
  ])("%s", (tool, known) => {
    const [said] = explainReading(readHar({ log: TOOLS[tool]?.[1] }), 0);
    expect(said && areMessagesKnown(said.upgrade)).toBe(known);
    const reading = readHar({ log: TOOLS[tool]?.[1] });
    const report = reportOfReading(reading, { version: "1", otherwise: 0 });
    expect(report.connections[0]?.messages === null).toBe(!known);
    const texts = JSON.stringify(report);
    if (known) return;
    expect(texts).not.toMatch(/no message|0 messages|↑ 0/i);
    expect(texts).toContain("messages not recorded");
    expect(said?.healthQuestions.find(({ id }) => id === "messages")?.answer).toMatch(/^Not known/);
  });

  test("of a transcript neither", () => {
    const text =
      "GET /live HTTP/1.1\r\nHost: a.test\r\nUpgrade: websocket\r\n\r\nHTTP/1.1 101 Switching Protocols\r\n\r\n";
    const report = reportOfReading(readText(text), { version: "1", otherwise: 0 });
    expect(report.connections.map(({ state, messages }) => [state, messages])).toEqual([["open", null]]);
  });

  test("a repeated end without messages is a repeated life, and nothing is said of silence", () => {
    const entries = [0, 100_000, 200_000].map((after, i) => ({
      ...socketEntry({ url: "wss://example.com/live" }),
      startedDateTime: new Date(START * 1000 + after).toISOString(),
      time: 60_000,
      timings: { receive: 3 },
      _webSocketMessages: undefined,
      request: { ...request, url: "wss://example.com/live", headers: [...UPGRADE, { ...KEY, value: `key${i}` }] },
    }));
    const said = explainReading(readText(har(entries)), 0);
    expect(said.map(({ diagnosis }) => diagnosis?.id)).toEqual(["idle-timeout", "idle-timeout", "idle-timeout"]);
    for (const { diagnosis } of said) {
      expect(diagnosis?.summary).toMatch(/after it opened/);
      expect(JSON.stringify(diagnosis)).not.toMatch(/without a message|last message/);
    }
  });

  test("what never opened had none, whoever wrote it", () => {
    const entry = { ...socketEntry({ status: 403 }), _webSocketMessages: undefined };
    const report = reportOfReading(readText(har([entry])), { version: "1", otherwise: 0 });
    expect(report.connections[0]?.messages?.sent.count).toBe(0);
  });

  test("this tool's own HAR keeps its counts, and what was not known stays so", () => {
    const messages = [{ type: "send", time: START + 1, opcode: 1, data: "hello" }];
    for (const log of [{ creator: { name: "WebInspector" }, entries: [socketEntry({ messages })] }, TOOLS[0]?.[1]]) {
      const before = reportOfReading(readHar({ log }), { version: "1", otherwise: 0 });
      const after = reportOfReading(readText(toHar(before)), { version: "1", otherwise: 0 });
      expect(after.connections[0]?.messages).toEqual(before.connections[0]?.messages);
    }
  });
});

describe("a tool's own words for an error", () => {
  const refused = { ...request, url: "wss://example.com/live" };
  const unanswered = (error: unknown) => ({
    startedDateTime,
    time: 3,
    request: refused,
    response: { status: 0, statusText: "", headers: [], content: {}, _error: error },
    cache: {},
    timings: { send: 1, wait: 0, receive: 0 },
  });

  test.each([
    ["a tool that is not known", "[Errno 111] Connect call failed ('10.0.0.7', 443)"],
    ["WebKit Web Inspector", "There was a bad response from the server."],
  ])("%s: they are quoted as the file's, not as the browser's", (name, error) => {
    const [said] = explainReading(readHar({ log: { creator: { name }, entries: [unanswered(error)] } }), 0);
    expect(said?.upgrade.error?.message).toBe(error);
    expect(said && stateOf(said.upgrade)).toBe("failed");
    expect(said?.diagnosis?.summary).toContain("The file said");
    expect(JSON.stringify(said?.diagnosis)).not.toContain("browser said");
  });

  test.each([null, "", 7, {}])("%j is no error", (error) => {
    const [upgrade] = readHar({ log: { creator: { name: "mitmproxy" }, entries: [unanswered(error)] } }).upgrades;
    expect(upgrade?.error).toBeNull();
    expect(upgrade && stateOf(upgrade)).toBe("requested");
  });
});

describe("read piece by piece it says the same as read at once", () => {
  const failure = {
    type: "error",
    time: START + 1,
    opcode: -1,
    data: "Error during WebSocket handshake: Unexpected response code: 403",
  };
  const messages = Array.from({ length: 10_000 }, (_, i) => ({
    type: i % 3 ? "receive" : "send",
    time: START + i,
    opcode: 1 + (i % 2),
    data: "AAAA",
  }));
  const documents: readonly (readonly [string, string])[] = [
    [
      "of Chrome",
      har([
        socketEntry({ messages }),
        socketEntry({
          url: "wss://example.com/b",
          status: 0,
          messages: [failure],
          requestHeaders: [{ name: "Cookie", value: "é€𝄞" }],
        }),
      ]),
    ],
    [
      "with a page among the entries",
      har([
        {
          startedDateTime,
          request: { url: "https://example.com/", headers: [] },
          response: { status: 200, headers: [{ name: "Server", value: "nginx" }] },
        },
        socketEntry(),
      ]),
    ],
    ["empty", har([])],
    ["with what cannot be read", har([null, 1, {}, { request: {} }, socketEntry()])],
    ...TOOLS.map(([name, log]) => [name, JSON.stringify({ log }, null, 2)] as const),
  ];

  async function streamed(text: string, size: number): Promise<Reading> {
    const bytes = new TextEncoder().encode(text);
    let from = 0;
    return streamHar([], async () => {
      if (from >= bytes.length) return null;
      const piece = bytes.subarray(from, from + size);
      from += size;
      return piece;
    });
  }

  test.each(documents)("%s", async (_, text) => {
    for (const size of [1 << 18, 4099]) expect(await streamed(text, size)).toEqual(readText(text));
  });

  test.each(['{"log":{"entries":[', '{"log":{"entries":[{}]}', '{"log":{"entries":[{},]}}'])(
    "%s breaks off",
    async (text) => {
      await expect(streamed(text, 5)).rejects.toThrow("It starts as a HAR file, but is truncated or malformed.");
    },
  );

  test("no payload and no body is kept", async () => {
    const reading = await streamed(
      har([socketEntry({ messages: [{ type: "send", time: START, opcode: 1, data: "s3cr3t-payload" }] })]),
      64,
    );
    expect(JSON.stringify(reading)).not.toContain("s3cr3t-payload");
  });
});
