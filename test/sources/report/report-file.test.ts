import { describe, expect, test } from "vitest";
import { reportOfReading } from "../../../src/report/build/of-reading.ts";
import { buildReport, type Report } from "../../../src/report/build/report.ts";
import { readReport } from "../../../src/report/contract/read.ts";
import { toJson } from "../../../src/report/formats/json/json.ts";
import { redact } from "../../../src/report/masking/redact.ts";
import { readText } from "../../../src/sources/recognize.ts";
import { readingOfReport, upgradesOf } from "../../../src/sources/report/report-file.ts";
import { messagesOf, stateOf } from "../../../src/upgrade/state.ts";
import { crossOrigin, REFUSED, explained as requestExplained } from "../../docs/samples/requests.ts";
import { START } from "../../docs/samples/scene.ts";
import {
  type Built,
  upgradesOf as built,
  explained,
  explainedUpgrade,
  goodAnswer,
  meta,
  observationsOf,
  requestHeaders,
} from "../../report/built.ts";
import { parseReport } from "../../report/parse-report.ts";

const BUILT: readonly (readonly [string, Built])[] = [
  ["open", {}],
  ["closed", { closedAfter: 5000 }],
  ["refused", { response: null, error: "Error during WebSocket handshake: Unexpected response code: 400" }],
  ["refused, nothing said", { response: null, error: "" }],
  ["no response", { response: null }],
  [
    "answered by another tool",
    { response: { status: 502, statusText: "Bad Gateway", headers: [["Server", "nginx"]] } },
  ],
  ["bad accept", { error: "Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value" }],
  ["HTTP/2", { request: [["Upgrade", "websocket"]], response: { ...goodAnswer(), status: 200 } }],
  ["Socket.IO", { url: "wss://example.com/socket.io/?EIO=4&transport=websocket" }],
  [
    "broken after opening",
    { error: "A server must not mask any frames that it sends to the client.", closedAfter: 99 },
  ],
];

/** Reads a report and explains it again. */
function again(report: Report): Report {
  return reportOfReading(readText(toJson(report)), { version: "0.1.0", otherwise: 0 });
}

describe("a report explained again says the same", () => {
  test.each(BUILT)("%s", (_, one) => {
    const report = buildReport([explained(one)], meta());
    expect(again(report)).toEqual(report);
  });

  test("with messages, close, block and looks", () => {
    const at = Date.parse("2026-11-22T14:50:00Z");
    const message = { at, direction: "received", opcode: 1, size: 5, digest: 0 } as const;
    const [upgrade] = built([
      ...observationsOf({}),
      { type: "message", sourceId: "1", at, message },
      { type: "message", sourceId: "1", at: at + 70_000, message: { ...message, at: at + 70_000, direction: "sent" } },
      { type: "closed-by", sourceId: "1", at: at + 80_000, code: 1001, reason: "bye", wasClean: true },
    ]);
    if (upgrade === undefined) throw new Error("nothing was built");
    const report = buildReport([explainedUpgrade(upgrade)], meta());
    expect(report.connections[0]?.observed?.messages.longestGapMs).toBe(70_000);
    expect(again(report)).toEqual(report);
    const [read] = upgradesOf(report);
    if (read === undefined) throw new Error("nothing was read");
    expect(read.close).toEqual({ code: 1001, reason: "bye", wasClean: true });
    expect(messagesOf(read)).toMatchObject({ sent: { count: 1 }, received: { count: 1 }, lastDirection: "sent" });
  });
});

describe("a report of requests that the browser refused", () => {
  const stories = [
    ...Object.values(REFUSED),
    crossOrigin("AllowOriginMismatch", "https://a.example/?token=s3cr3t-token-81"),
  ];
  const page = "https://app.example.com/";
  const generatedAt = START + 30_000;
  const report = buildReport(
    stories.map((story, i) => requestExplained({ ...story, id: `c${i + 1}` })),
    meta({ page, generatedAt }),
  );

  test("keeps the schema, and explained again says the same", () => {
    expect(parseReport(toJson(report))).toEqual(report);
    const said = (of: Report) =>
      of.connections.map(({ state, verdict, diagnosis, observed }) => [state, verdict, diagnosis?.causes, observed]);
    expect(said(again(report))).toEqual(said(report));
  });

  test("names the rule only where the browser named one, and masks what stands in a header", () => {
    const rules = report.connections.flatMap(({ observed }) => observed?.exchange?.corsError ?? []);
    expect(rules.map(({ code }) => code)).toEqual(["LocalNetworkAccessPermissionDenied", "AllowOriginMismatch"]);
    expect(JSON.stringify(redact(report))).not.toContain("s3cr3t");
  });
});

describe("a masked report", () => {
  const secret: Built = {
    url: "wss://jane:p4ssw0rd-x@example.com/live?token=acc355-token&b=2",
    request: requestHeaders(
      ["Cookie", "sid=s3cr3t-session-81; other=s3cr3t-session-81"],
      ["Sec-WebSocket-Protocol", "token, d33pgram-key"],
    ),
    response: goodAnswer(["Sec-WebSocket-Protocol", "token"]),
  };
  const report = buildReport([explained(secret)], meta());

  test("is judged as if nothing had been masked", () => {
    const outcomes = (of: Report) => of.connections[0]?.checks.map(({ id, outcome }) => [id, outcome]);
    expect(outcomes(again(report))).toEqual(outcomes(report));
    expect(again(report).connections[0]?.verdict).toEqual(report.connections[0]?.verdict);
  });

  test("has placeholders where labels would break a URL or a header", () => {
    const [upgrade] = upgradesOf(report);
    expect(upgrade?.url).toBe("wss://redacted-userinfo-1@example.com/live?token=redacted-token-1&b=2");
    expect(new Map(upgrade?.request?.headers ?? []).get("Cookie")).toBe(
      "sid=redacted-cookie~sid-1; other=redacted-cookie~sid-1",
    );
  });

  test("is masked again with equal labels for equal values", () => {
    const [connection] = again(report).connections;
    expect(connection?.url).toBe("wss://<userinfo #1>@example.com/live?token=<token #1>&b=2");
    const cookie = new Map(connection?.handshake.request?.headers ?? []).get("Cookie");
    expect(cookie).toBe("sid=<cookie sid #1>; other=<cookie sid #1>");
    expect(JSON.stringify(again(report))).not.toContain("redacted-");
  });

  test("does not share labels with another one", () => {
    const one = readingOfReport(report, 1);
    const two = readingOfReport(report, 2);
    expect(one.upgrades[0]?.url).not.toBe(two.upgrades[0]?.url);
    const both = { ...one, upgrades: [...one.upgrades, ...two.upgrades.map((upgrade) => ({ ...upgrade, id: "c2" }))] };
    const { connections } = redact(reportOfReading(both, { version: "0", otherwise: 0, redact: false }));
    const tokens = connections.map(({ url }) => /token=(<[^>]+>)/.exec(url ?? "")?.[1]);
    expect(new Set(tokens).size).toBe(2);
  });
});

describe("a report of another writer, with the keys of version 1 alone", () => {
  const strip = (report: Report): unknown => ({
    ...report,
    connections: report.connections.map(({ observed: _, way: __, pendingReason: ___, file: ____, ...rest }) => ({
      ...rest,
      verdict: { level: rest.verdict.level, sentence: rest.verdict.sentence },
    })),
  });

  test.each(BUILT)("%s: the same state, status and diagnosis", (_, one) => {
    const report = buildReport([explained(one)], meta());
    const read = readReport(strip(report));
    expect(read.connections[0]).toMatchObject({ observed: null, way: null, file: null, verdict: { headline: "" } });
    const [upgrade] = upgradesOf(read);
    const [connection] = again(read).connections;
    expect(upgrade && stateOf(upgrade)).toBe(report.connections[0]?.state);
    expect(connection?.status).toBe(report.connections[0]?.status);
    if (one.error !== "") expect(connection?.diagnosis?.id).toBe(report.connections[0]?.diagnosis?.id);
  });
});

describe("what is no report is refused in one sentence", () => {
  const good = JSON.parse(toJson(buildReport([explained({})], meta())));
  test.each([
    [null, 'This is not a handshake report: its "format" is not "upgrades-handshake-report".'],
    [[], 'This is not a handshake report: its "format" is not "upgrades-handshake-report".'],
    [{ ...good, format: "har" }, 'This is not a handshake report: its "format" is not "upgrades-handshake-report".'],
    [
      { ...good, version: 2 },
      "This report is of version 2; only version 1 can be read here. A newer version of Upgrades can read it.",
    ],
    [{ ...good, version: 0 }, "This report is of version 0; only version 1 can be read here."],
    [{ ...good, generatedAt: "yesterday" }, "This report violates its own format at generatedAt."],
    [{ ...good, generatedAt: "2026-13-99T99:99:99.999Z" }, "This report violates its own format at generatedAt."],
    [
      { ...good, connections: [{ ...good.connections[0], state: "dead" }] },
      "This report violates its own format at connections.0.state.",
    ],
    [
      { ...good, connections: [{ ...good.connections[0], handshake: { request: { headers: [["a"]] } } }] },
      "This report violates its own format at connections.0.handshake.request.headers.0.1.",
    ],
  ])("%#", (input, words) => {
    expect(() => readReport(input)).toThrow(words);
  });

  test("keys that are not known do no harm", () => {
    expect(readReport({ ...good, later: 1, connections: [{ ...good.connections[0], later: {} }] })).toEqual(good);
  });
});
