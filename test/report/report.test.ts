import { describe, expect, test } from "vitest";
import { plainText } from "../../src/report/build/plain.ts";
import { buildReport, type ReportConnection } from "../../src/report/build/report.ts";
import { elapsed, isoTime } from "../../src/report/build/time.ts";
import { newUpgrade } from "../../src/upgrade/upgrade.ts";
import { ACCEPT } from "../story.ts";
import { type Built, explained, explainedUpgrade, goodAnswer, meta, NOW, requestHeaders } from "./built.ts";

function connection(built: Built): ReportConnection {
  return only(buildReport([explained(built)], meta()).connections);
}

function only<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined || list.length !== 1) throw new Error(`expected one, got ${list.length}`);
  return one;
}

test("says who made it, when, from what, and with which gaps", () => {
  const lost = ["The service worker was restarted at 14:02."];
  const capture = { source: "har", startedAt: null, lost } as const;
  const report = buildReport([], meta({ capture, page: null }));
  expect(report).toMatchObject({
    format: "upgrades-handshake-report",
    version: 1,
    generatedAt: "2026-11-22T15:00:00.000Z",
    tool: { name: "upgrades", version: "0.1.0", browser: "Chrome/156.0.8078.79" },
    page: { url: null },
    capture: { source: "har", startedAt: null, lost },
    connections: [],
  });
});

describe("an open connection", () => {
  const open = connection({});

  test("has what was seen", () => {
    expect(open).toMatchObject({
      id: "c1",
      url: "wss://example.com/live",
      kind: "websocket",
      transport: "http/1.1",
      target: "page",
      initiator: { url: "https://example.com/app.js", line: 12, column: 9, function: "connect" },
      state: "open",
      pending: true,
      openedBeforeCapture: false,
      status: 101,
      diagnosis: null,
      close: null,
    });
    expect(open.handshake.expectedAccept).toBe(ACCEPT);
  });

  test("keeps headers in wire order, repeats too", () => {
    const headers = goodAnswer(["X-A", "1"], ["x-a", "2"]).headers;
    const { handshake } = connection({ response: { ...goodAnswer(), headers } });
    expect(handshake.response?.headers).toEqual(headers);
  });

  test("is open until now", () => {
    expect(open.timing).toEqual({
      createdAt: "2026-11-22T14:45:00.000Z",
      requestSentAt: "2026-11-22T14:45:00.020Z",
      openedAt: "2026-11-22T14:45:00.032Z",
      closedAt: null,
      handshakeMs: 12.5,
      openMs: 899_967.5,
    });
  });
});

test("a closed connection was open until it closed", () => {
  const closed = connection({ closedAfter: 1032.5 });
  expect(closed).toMatchObject({ state: "closed", pending: false });
  expect(closed.timing).toMatchObject({ closedAt: "2026-11-22T14:45:01.032Z", openMs: 1000 });
});

test.each([{ fromFile: true }, { unwatchedSince: NOW - 1000 }])("nobody knows how long %j is open", (unknown) => {
  const upgrade = { ...explained({}).upgrade, ...unknown };
  const { state, timing } = only(buildReport([explainedUpgrade(upgrade)], meta()).connections);
  expect([state, timing.openMs]).toEqual(["open", null]);
});

test("a refused one has the status of the browser's message, and never was open", () => {
  const error = "Error during WebSocket handshake: Unexpected response code: 403";
  const refused = connection({ response: null, error });
  expect(refused).toMatchObject({ state: "failed", status: 403, handshake: { response: null } });
  expect(refused.timing).toMatchObject({ openedAt: null, handshakeMs: null, openMs: null });
});

test("a 101 that the browser refused is not counted as open", () => {
  const error = "Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value";
  expect(connection({ error }).timing).toMatchObject({ openedAt: null, openMs: null, handshakeMs: 12.5 });
});

test.each([
  ["a key", {}, "http/1.1"],
  ["200 without a key", { request: [["Upgrade", "websocket"]], response: { ...goodAnswer(), status: 200 } }, "http/2+"],
  ["neither", { request: [], response: null }, null],
] as const)("transport with %s", (_, built, transport) => {
  expect(connection(built)).toMatchObject({ transport });
});

test("what is not known is null", () => {
  const nothing = only(buildReport([explainedUpgrade(newUpgrade("c7"))], meta()).connections);
  expect(nothing).toMatchObject({ id: "c7", url: null, transport: null, target: null, initiator: null, status: null });
  expect(nothing.handshake).toEqual({ request: null, response: null, expectedAccept: null });
  expect(Object.values(nothing.timing)).toEqual([null, null, null, null, null, null]);
});

test("sentences lose their marks, not their words", () => {
  const said = explained(
    { request: requestHeaders() },
    {
      verdict: {
        quotesDiagnosis: false,
        level: "failed",
        headline: "Refused",
        sentence: "`GET /live` got [400](https://example.org/400).",
      },
      checks: [
        {
          id: "status",
          asks: "?",
          outcome: "pass",
          summary: "Status `101`.",
          evidence: ["status 101"],
          reference: { text: "RFC 6455 §4.1", url: "https://www.rfc-editor.org/rfc/rfc6455#section-4.1" },
        },
      ],
    },
  );
  const { verdict, checks } = only(buildReport([said], meta()).connections);
  expect(verdict).toEqual({
    level: "failed",
    headline: "Refused",
    sentence: "GET /live got 400 (https://example.org/400).",
  });
  expect(checks).toEqual([
    {
      id: "status",
      outcome: "pass",
      summary: "Status 101.",
      reference: "RFC 6455 §4.1",
      referenceUrl: "https://www.rfc-editor.org/rfc/rfc6455#section-4.1",
      evidence: ["status 101"],
    },
  ]);
});

test.each([
  ["no marks", "no marks"],
  ["`a` and `b`", "a and b"],
  ["`[x](https://y.example)`", "[x](https://y.example)"],
  ["[x](http://y.example)", "[x](http://y.example)"],
  ["one ` alone", "one ` alone"],
])("plain text of %s", (words, plain) => {
  expect(plainText(words)).toBe(plain);
});

test.each([
  [null, null],
  [Number.NaN, null],
  [1e300, null],
  [253_402_300_799_999, "9999-12-31T23:59:59.999Z"],
  [253_402_300_800_000, null],
  [-1e14, null],
  [NOW, "2026-11-22T15:00:00.000Z"],
])("time %s", (at, iso) => {
  expect(isoTime(at)).toBe(iso);
});

test.each([
  [null, 1, null],
  [1, null, null],
  [2, 1, null],
  [1, 1, 0],
  [0, 0.123456, 0.123],
])("from %s to %s", (from, to, ms) => {
  expect(elapsed(from, to)).toBe(ms);
});
