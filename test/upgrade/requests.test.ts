import { describe, expect, it } from "vitest";
import { readHar, readHarEntry } from "../../src/sources/har/entries.ts";
import { messageOf } from "../../src/upgrade/counts/payload.ts";
import { isEventStream } from "../../src/upgrade/http/event-stream.ts";
import { newExchange } from "../../src/upgrade/http/exchange.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import { libraryPollOf } from "../../src/upgrade/http/library-poll.ts";
import { corsFaultOf } from "../../src/upgrade/http/refused.ts";
import { isOtherUpgrade, upgradeTokens } from "../../src/upgrade/http/upgrade-tokens.ts";
import type { Logged, Observation } from "../../src/upgrade/observation.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import { isShownAsPending, messagesOf, stateOf, wasOpened } from "../../src/upgrade/state.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import { crossOrigin, REFUSED, requestOf, requestSeen, STREAM } from "../docs/samples/requests.ts";
import { told } from "../story.ts";

const START = Date.UTC(2026, 0, 1);
const URL = "https://example.com/events";

describe("the state of a request", () => {
  const open = { kind: "event-stream", answer: { status: 200, headers: STREAM } } as const;
  it.each([
    ["queued", { kind: "event-stream", sentAt: null }],
    ["requested", { kind: "long-poll" }],
    ["open", open],
    ["closed", { ...open, end: { end: "finished", at: 900 } }],
    ["failed", { kind: "event-stream", answer: { status: 204 } }],
    ["failed", { kind: "event-stream", answer: { status: 200 } }],
    ["failed", { kind: "streaming-fetch", end: { end: "failed", at: 9, message: "net::ERR_FAILED" } }],
    ["closed", { kind: "long-poll", end: { end: "canceled", at: 900 } }],
    ["blocked", REFUSED.policy],
    ["blocked", REFUSED.devtools],
    ["blocked", REFUSED.extension],
    ["blocked", REFUSED.transport],
    ["blocked", REFUSED.network],
    ["failed", REFUSED.port],
    ["failed", crossOrigin("MissingAllowOriginHeader")],
    ["failed", crossOrigin("PreflightInvalidStatus")],
    // The response had come, and was kept from the page.
    ["blocked", { ...open, end: { end: "failed", at: 9, message: "net::ERR_BLOCKED_BY_CLIENT" } }],
    ["closed", { ...open, messages: [7], end: { end: "failed", at: 9, message: "net::ERR_BLOCKED_BY_CLIENT" } }],
    ["requested", { kind: "webtransport" }],
    ["open", { kind: "webtransport", establishedAt: 9 }],
    ["failed", { kind: "webtransport", end: { end: "failed", at: 9 } }],
  ] as const)("is %s", (state, story) => {
    const upgrade = requestOf(story);
    expect(stateOf(upgrade)).toBe(state);
    expect(isShownAsPending(upgrade)).toBe(state === "queued" || state === "requested" || state === "open");
    expect(wasOpened(upgrade)).toBe(state === "open" || (state === "closed" && upgrade.response !== null));
  });

  it("is never Pending for what nothing watches any more", () => {
    const tracker = new ConnectionTracker();
    const exchange = newExchange("GET", "fetch");
    tracker.observe([told.created({ at: START, url: URL, kind: "long-poll", exchange })]);
    tracker.pauseAll(START + 1000);
    const [upgrade] = tracker.upgrades.values();
    expect(upgrade === undefined ? null : isShownAsPending(upgrade)).toBe(false);
  });
});

describe("an event stream in the log", () => {
  const entry = {
    startedDateTime: new Date(START).toISOString(),
    time: 1400,
    _resourceType: "eventsource",
    request: { method: "GET", url: URL, headers: [{ name: "Accept", value: "text/event-stream" }] },
    response: {
      status: 200,
      statusText: "OK",
      httpVersion: "HTTP/1.1",
      headers: [{ name: "Content-Type", value: "text/event-stream" }],
      _error: null,
    },
    timings: { receive: 1400 },
    _eventSourceMessages: [{ time: START / 1000 + 1, eventName: "message", eventId: "1", data: "tick" }],
  };
  const options = { at: START + 2000, fromFile: false, generation: 0, requestsSince: START - 1000 };
  const look = (...entries: object[]): readonly Logged[] => readHar({ log: { entries } }, options).logged;

  const failed = (error: string, headers: readonly object[] = [], more: object = {}) => ({
    ...entry,
    request: { ...entry.request, headers },
    response: { status: 0, statusText: "", headers: [], _error: error, ...more },
    _eventSourceMessages: undefined,
  });

  it("was never sent where the network added nothing to its headers", () => {
    const upgradeOf = (one: object) => {
      const tracker = new ConnectionTracker();
      tracker.poll(look(one), START + 2000);
      const [upgrade = null] = tracker.upgrades.values();
      return upgrade;
    };
    const early = upgradeOf(failed("net::ERR_UNSAFE_PORT"));
    expect(early).toMatchObject({
      request: null,
      requestsSent: 0,
      createdAt: START,
      error: { message: "net::ERR_UNSAFE_PORT" },
    });
    const host = { name: "Host", value: "example.com" };
    expect(upgradeOf(failed("net::ERR_EMPTY_RESPONSE", [host]))?.request).not.toBeNull();
    // What the page's own process refuses has no words in the log, and has ended all the same.
    const refused = upgradeOf(failed(""));
    expect(refused).toMatchObject({ error: null, exchange: { end: "failed" } });
    expect(refused && stateOf(refused)).toBe("failed");
    expect(upgradeOf({ ...failed(""), _resourceType: undefined })).toBeNull();
  });

  it("is one row with the debugger's, whichever comes first, also if it was never sent", () => {
    const seen = requestSeen({ ...REFUSED.policy, url: URL }, START + 1);
    for (const isFirst of [true, false]) {
      const tracker = new ConnectionTracker();
      if (isFirst) tracker.poll(look(failed("")), START + 2000);
      tracker.observe(seen);
      tracker.poll(look(failed("")), START + 2000);
      const rows = [...tracker.upgrades.values()];
      expect(rows).toHaveLength(1);
      expect(rows.map(stateOf)).toEqual(["blocked"]);
    }
  });

  it("is not the response to the browser's own question beforehand", () => {
    expect(look({ ...entry, _resourceType: "preflight" })).toEqual([]);
  });

  it.each([
    ["MissingAllowOriginHeader", []],
    ["AllowOriginMismatch", [["Access-Control-Allow-Origin", "https://a.example/"]]],
    ["WildcardOriginNotAllowed", [["Access-Control-Allow-Origin", "*"]]],
    ["InvalidAllowCredentials", [["Access-Control-Allow-Origin", "https://a.example"]]],
    [
      "MultipleAllowOriginValues",
      [
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Allow-Origin", "*"],
      ],
    ],
    [
      null,
      [
        ["Access-Control-Allow-Origin", "https://a.example"],
        ["Access-Control-Allow-Credentials", "true"],
      ],
    ],
  ] as const)("shows %s by the headers of both sides alone", (code, allowing) => {
    const [logged] = look(
      failed("net::ERR_FAILED", [{ name: "Origin", value: "https://a.example" }], {
        status: 200,
        headers: [["Content-Type", "text/event-stream"], ...allowing].map(([name, value]) => ({ name, value })),
      }),
    );
    const upgrade = logged === undefined ? null : reduce(undefined, logged);
    expect(upgrade && corsFaultOf(upgrade)?.code).toBe(code ?? undefined);
    expect(upgrade && stateOf(upgrade)).toBe(code === null ? "closed" : "failed");
    // Between pages of one origin there is no such rule.
    const own = upgrade && { ...upgrade, url: "https://a.example/events" };
    expect(own && corsFaultOf(own)).toBeNull();
  });

  it("is read with its events, only where it is wanted", () => {
    expect(look(entry)).toMatchObject([
      { url: URL, kind: "event-stream", exchange: { by: "EventSource", protocol: "http/1.1" }, finished: null },
    ]);
    const { requestsSince: _, ...plain } = options;
    expect(readHar({ log: { entries: [entry] } }, plain).logged).toEqual([]);
  });

  it("has ended when the log says how", () => {
    const closed = { ...entry, response: { ...entry.response, _error: "net::ERR_ABORTED" } };
    expect(look(closed)).toMatchObject([{ finished: true, error: null, exchange: { end: "canceled" } }]);
    expect(readHarEntry(entry, options)).toMatchObject({ finished: true, exchange: { end: "finished" } });
  });

  it("is not called open when it may have ended before anybody listened", () => {
    const tracker = new ConnectionTracker();
    const older = { ...options, requestsSince: START + 1 };
    tracker.poll(readHar({ log: { entries: [entry] } }, older).logged, START + 2000);
    const [upgrade] = tracker.upgrades.values();
    expect(upgrade?.unwatchedSince).toBe(START + 2000);
    expect(upgrade === undefined ? null : isShownAsPending(upgrade)).toBe(false);
  });

  it("is the one that the debugger told of, and no event counts twice", () => {
    const at = START + 1000;
    const sourceId = "debugger:1.2";
    const exchange = newExchange("GET", "EventSource");
    const live: Observation[] = [
      told.created({ sourceId, at: START + 0.4, url: URL, kind: "event-stream", exchange }),
      told.sent({ sourceId, at: START + 900, headers: [["Accept", "text/event-stream"]] }),
      told.message({ sourceId, at }, messageOf(at, "received", 1, "tick")),
    ];
    for (const order of ["debugger first", "log first"]) {
      const tracker = new ConnectionTracker();
      if (order === "debugger first") tracker.observe(live);
      tracker.poll(look(entry), START + 2000);
      if (order === "log first") tracker.observe(live);
      tracker.poll(look(entry), START + 2500);
      const all = [...tracker.upgrades.values()];
      expect(all, order).toHaveLength(1);
      expect(
        all.map((one) => messagesOf(one).received.count),
        order,
      ).toEqual([1]);
    }
  });

  it("is the one that the debugger told of, though a busy machine let one of the two date it later", () => {
    const streams = [0, 20].map((ms) => ({ ...entry, startedDateTime: new Date(START + ms).toISOString() }));
    const said = (name: string, at: number) => ({
      ...told.created({ at, url: URL, kind: "event-stream", exchange: newExchange("GET", "EventSource") }),
      sourceId: name,
    });
    // The first is 26 ms from its own entry, and 6 ms from the other's.
    for (const [first, second] of [
      [26, 20],
      [0, 46],
    ] as const) {
      const tracker = new ConnectionTracker();
      tracker.observe([said("debugger:1.1", START + first), said("debugger:1.2", START + second)]);
      for (const at of [2000, 2500]) tracker.poll(look(...streams), START + at);
      expect([...tracker.upgrades.values()]).toHaveLength(2);
    }
    const tracker = new ConnectionTracker();
    tracker.observe([said("debugger:1.1", START + 26)]);
    for (const at of [2000, 2500]) tracker.poll(look(entry), START + at);
    expect([...tracker.upgrades.values()]).toHaveLength(1);
  });
});

describe("upgrades to something else", () => {
  const asks = (value: string): Headers => [["Upgrade", value]];
  const answer = (status: number, headers: Headers = []) => ({ status, statusText: "", headers });

  it.each([
    [true, asks("h2c"), answer(101)],
    [true, asks("SPDY/3.1"), null],
    [true, [[":protocol", "connect-udp"]], answer(200)],
    [true, null, answer(101, asks("tcp"))],
    [true, null, answer(426, asks("TLS/1.0, HTTP/1.1"))],
    [false, asks("websocket"), answer(101)],
    [false, asks("h2c, WebSocket"), null],
    [false, [...asks("h2c"), ["Sec-WebSocket-Key", "k"]], null],
    [false, [["Accept", "*/*"]], answer(200, asks("h2,h2c"))],
    [false, [], answer(200)],
  ] as const)("are told apart: %s", (is, request, response) => {
    expect(isOtherUpgrade(request, response)).toBe(is);
  });

  it("name what was asked for before what was answered", () => {
    expect(upgradeTokens(asks("a/1, b"), answer(101, asks("c")))).toEqual(["a/1", "b"]);
    expect(upgradeTokens([], answer(101, asks("c")))).toEqual(["c"]);
    expect(upgradeTokens([], answer(200, asks("c")))).toEqual([]);
  });

  it("are read from a HAR under their own address", () => {
    const entry = {
      startedDateTime: new Date(START).toISOString(),
      request: { method: "POST", url: "http://example.com/attach", headers: [{ name: "Upgrade", value: "tcp" }] },
      response: { status: 101, statusText: "UPGRADED", headers: [{ name: "Upgrade", value: "tcp" }] },
    };
    const { logged } = readHar({ log: { entries: [entry] } }, { at: START, fromFile: true, generation: 0 });
    expect(logged).toMatchObject([
      { kind: "other-upgrade", url: "http://example.com/attach", exchange: { method: "POST" } },
    ]);
  });
});

describe("marks in URLs and answers", () => {
  it.each([
    ["https://a.example/socket.io/?EIO=4&transport=polling&t=x", "Socket.IO (Engine.IO)"],
    ["https://a.example/echo/123/abcdef/xhr", "SockJS"],
    ["https://a.example/signalr/poll?transport=longPolling&connectionToken=x", "SignalR"],
    ["https://a.example/hub?id=abc&_=1760000000000", "SignalR (likely)"],
    ["https://a.example/cometd/connect", "Bayeux (CometD)"],
    ["https://a.example/live/longpoll?vsn=2.0.0", "Phoenix"],
    ["https://a.example/socket.io/?EIO=4&transport=websocket", null],
    ["https://a.example/api?id=5", null],
    ["not a url", null],
  ])("%s", (url, name) => {
    expect(libraryPollOf(url)?.name ?? null).toBe(name);
  });

  it("an event stream is one by its type alone", () => {
    const of = (type: string) => isEventStream({ status: 200, statusText: "", headers: [["content-type", type]] });
    expect([of("text/event-stream"), of("Text/Event-Stream; charset=utf-8"), of("text/event-streams")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
