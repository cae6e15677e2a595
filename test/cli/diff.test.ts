import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { main } from "../../src/cli/main.ts";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { buildReport } from "../../src/report/build/report.ts";
import { acceptOf } from "../../src/upgrade/http/accept.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import { readRecording } from "../recordings/recording.ts";
import { endOf, explainAll, observationsOf } from "../recordings/replay.ts";
import { meta, NOW, upgradesOf } from "../report/built.ts";
import { browserRequest, observationsIn, RESPONSE, type Setting, type Story } from "../story.ts";
import { har, START, socketEntry } from "./built-har.ts";
import { fakeIo } from "./fake-io.ts";
import { type Handshake, rawExchange } from "./raw-exchange.ts";

const Cell = v.object({ text: v.nullable(v.string()), isObserved: v.boolean() });
const Difference = v.object({ id: v.string(), weight: v.string(), a: Cell, b: Cell });
const Pair = v.object({
  endpoint: v.string(),
  pairedBy: v.string(),
  change: v.string(),
  summary: v.string(),
  explanation: v.nullable(v.object({ row: v.string(), likelihood: v.string(), sentence: v.string() })),
  a: v.object({ count: v.number(), failed: v.number() }),
  b: v.object({ count: v.number(), failed: v.number() }),
  differences: v.array(Difference),
});
const Unpaired = v.object({ endpoint: v.string(), count: v.number() });
const Comparison = v.object({
  format: v.literal("upgrades-comparison"),
  version: v.literal(1),
  worse: v.number(),
  pairs: v.array(Pair),
  onlyA: v.array(Unpaired),
  onlyB: v.array(Unpaired),
});

/** Compares two texts as files; the exit code and what was printed as JSON. */
async function compared(a: string, b: string) {
  const io = fakeIo({ a, b });
  const code = await main(["diff", "a", "b", "--json"], io);
  expect(io.notes).toEqual([]);
  return { code, ...v.parse(Comparison, JSON.parse(io.printed.join(""))) };
}

async function onlyPair(a: string, b: string) {
  const { code, pairs, onlyA, onlyB } = await compared(a, b);
  expect([pairs.length, onlyA, onlyB]).toEqual([1, [], []]);
  const [pair] = pairs;
  if (pair === undefined) throw new Error("nothing was paired");
  return { code, ...pair };
}

const recorded = (id: string) => readFileSync(`${import.meta.dirname}/../recordings/har/${id}.har`, "utf8");

const servers: Server[] = [];
const ports = { origin: 0, credentials: 0, any: 0, uncompressed: 0 };
beforeAll(async () => {
  ports.origin = await serve("403 Forbidden", ({ origin }) => origin === "https://app.example");
  ports.credentials = await serve("401 Unauthorized", ({ cookie, authorization, url }) =>
    [cookie, authorization, url].some((value) => value?.includes("s3cr3t") === true),
  );
  ports.any = await serve("400 Bad Request", () => true);
  ports.uncompressed = await serve("400 Bad Request", () => true, false);
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

type Asked = Readonly<Record<"origin" | "cookie" | "authorization" | "url", string | undefined>>;

/** A server of the ws library at /live on hosts of its own, which refuses what it does not allow. */
async function serve(refusal: string, allows: (asked: Asked) => boolean, perMessageDeflate = true): Promise<number> {
  const http = createServer((_, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate });
  http.on("upgrade", (request, socket, head) => {
    const { origin, cookie, authorization, host } = request.headers;
    const isHere = request.url?.startsWith("/live") === true && host?.startsWith("127.0.0.1") === true;
    if (isHere && allows({ origin, cookie, authorization, url: request.url }))
      return sockets.handleUpgrade(request, socket, head, (open) => open.on("error", () => {}));
    const status = isHere ? refusal : "404 Not Found";
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  servers.push(http);
  const address = http.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

const SETTING: Setting = {
  start: NOW - 2_000_000,
  url: "wss://example.com/live",
  sentAt: 20,
  answeredAt: 32.5,
  request: browserRequest("example.com"),
  response: RESPONSE,
  size: 10,
};

/** Connections one after the other, as a report in JSON. */
function reportOf(...stories: readonly Story[]): string {
  const upgrades = upgradesOf(
    stories.flatMap((story, i) =>
      observationsIn({ ...SETTING, start: SETTING.start + i * 400_000 }, { sourceId: `${i}`, ...story }),
    ),
  );
  const capture = markedCapture(upgrades);
  const explanations = upgrades.map((upgrade) => explain(upgrade, { now: NOW, page: null, capture }));
  return JSON.stringify(buildReport(explanations, meta()));
}

/** Open, and cut after a silence that began with the last message. */
const cutAfter = (seconds: number): Story => ({
  answer: {},
  messages: [1000],
  closedAt: 1000 + seconds * 1000,
  close: { code: 1006, wasClean: false },
});

interface Planted {
  readonly name: string;
  readonly make: () => Promise<readonly [string, string]> | readonly [string, string];
  /** Id of the row that must be named first. */
  readonly first: string;
  readonly change: string;
  /** What the sentence must say; absent: the verdict is the same. */
  readonly says?: RegExp;
}

const exchanges = async (name: keyof typeof ports, a: Handshake, b: Handshake) =>
  [await rawExchange(ports[name], a), await rawExchange(ports[name], b)] as const;

const socketIo = (reply: string) =>
  har([
    socketEntry({
      url: "wss://example.com/socket.io/?EIO=4&transport=websocket",
      messages: [
        {
          type: "receive",
          time: START + 1,
          opcode: 1,
          data: '0{"sid":"a1","upgrades":[],"pingInterval":25000,"pingTimeout":20000}',
        },
        { type: "send", time: START + 1.1, opcode: 1, data: "40/admin," },
        { type: "receive", time: START + 1.2, opcode: 1, data: reply },
      ],
    }),
  ]);

/** What nginx 1.22.1 of the lab sent, at a location that forwards `Upgrade` and at one that does not. */
const PASSED = `HTTP/1.1 101 Switching Protocols
Server: nginx/1.22.1
Date: Sun, 29 Nov 2026 14:50:42 GMT
Connection: upgrade
Upgrade: websocket
Sec-WebSocket-Accept: QdTxHfCNg5jPt5+8clH2BkGlhv4=`;
const NOT_PASSED = `HTTP/1.1 426 Upgrade Required
Server: nginx/1.22.1
Date: Sun, 29 Nov 2026 14:50:43 GMT
Content-Type: text/plain
Transfer-Encoding: chunked
Connection: keep-alive`;

function throughNginx(response: string): string {
  const request = `GET /live HTTP/1.1
Host: app.example
Connection: Upgrade
Upgrade: websocket
Origin: https://app.example
Sec-WebSocket-Version: 13
Sec-WebSocket-Key: VySWHjLffKsqbIxtSoZGLQ==`;
  return `${request}\n\n${response}\n\n`.replaceAll("\n", "\r\n");
}

const planted: readonly Planted[] = [
  {
    name: "the Upgrade header is stripped by nginx",
    make: () => [throughNginx(PASSED), throughNginx(NOT_PASSED)],
    first: "outcome.diagnosis",
    change: "worse",
    says: /^A works; B fails .+ The recorded requests do not differ\. The likeliest cause in B: nginx may not forward Upgrade and Connection\./,
  },
  {
    name: "Origin changed",
    make: () => exchanges("origin", {}, { headers: { Origin: "https://staging.example" } }),
    first: "request.header.origin",
    change: "worse",
    says: /The request's Origin most likely explains it: A has “https:\/\/app\.example”, B has “https:\/\/staging\.example”\./,
  },
  {
    name: "the timeout was shortened",
    make: () => [
      reportOf(cutAfter(300), cutAfter(300), cutAfter(300)),
      reportOf(cutAfter(60), cutAfter(60), cutAfter(60)),
    ],
    first: "life.silence",
    change: "worse",
    says: /A shorter timeout for silent connections most likely explains it: B was cut after 1 min without a message, A was cut only after 5 min without one\./,
  },
  {
    name: "the subprotocol was dropped",
    make: () => [
      recorded("subprotocol"),
      recorded("header-protocol-none").replaceAll("/header/protocol-none", "/subprotocol"),
    ],
    first: "request.header.sec-websocket-protocol",
    change: "worse",
    says: /The request's Sec-WebSocket-Protocol most likely explains it/,
  },
  {
    name: "HTTP/2 was switched off",
    make: () => [recorded("h2-live"), recorded("wss")],
    first: "path.transport",
    change: "same",
  },
  {
    name: "the cookie is missing",
    make: () =>
      exchanges(
        "credentials",
        { headers: { Cookie: "theme=dark; sid=s3cr3t-1" } },
        { headers: { Cookie: "theme=dark" } },
      ),
    first: "request.header.cookie",
    change: "worse",
    says: /The request's Cookie most likely explains it/,
  },
  {
    name: "Authorization is missing",
    make: () => exchanges("credentials", { headers: { Authorization: "Bearer s3cr3t-2" } }, {}),
    first: "request.header.authorization",
    change: "worse",
    says: /The request's Authorization most likely explains it: A has “Bearer <authorization #1>”, B has none\./,
  },
  {
    name: "the token in the URL is missing",
    make: () => exchanges("credentials", { path: "/live?token=s3cr3t-3" }, {}),
    first: "request.credential.token",
    change: "worse",
    says: /The request's query parameter token most likely explains it: A has “<token>”, B has none\./,
  },
  {
    name: "Host changed",
    make: () => exchanges("any", {}, { headers: { Host: "internal.example" } }),
    // A transcript's URL is made of its Host.
    first: "request.host",
    change: "worse",
    says: /The request's host of the URL most likely explains it: A has “127\.0\.0\.1”, B has “internal\.example”\./,
  },
  {
    name: "TLS against the plain scheme at a port that speaks TLS",
    make: () => [recorded("wss"), recorded("plain-to-tls")],
    first: "request.scheme",
    change: "worse",
    says: /The request's scheme most likely explains it: A has “wss”, B has “ws”\./,
  },
  {
    name: "compression is off at the server",
    make: async () => {
      const headers = { "Sec-WebSocket-Extensions": "permessage-deflate" };
      return [await rawExchange(ports.any, { headers }), await rawExchange(ports.uncompressed, { headers })];
    },
    first: "response.header.sec-websocket-extensions",
    change: "same",
  },
  {
    name: "the path changed",
    make: () => exchanges("any", {}, { path: "/other" }),
    first: "request.path",
    change: "worse",
    says: /The request's path most likely explains it: A has “\/live”, B has “\/other”\./,
  },
  {
    name: "another version of the protocol",
    make: () => exchanges("any", {}, { headers: { "Sec-WebSocket-Version": "12" } }),
    first: "request.header.sec-websocket-version",
    change: "worse",
    says: /The request's Sec-WebSocket-Version most likely explains it: A has “13”, B has “12”\./,
  },
  {
    name: "the application refused",
    make: () => [socketIo('40/admin,{"sid":"n1"}'), socketIo('44/admin,{"message":"Not authorized"}')],
    first: "outcome.application",
    change: "worse",
    says: /Not authorized/,
  },
];

/** What the debugger told of a recorded case, as a report. */
function reported(id: string): string {
  const recording = readRecording(id);
  const tracker = new ConnectionTracker();
  tracker.observe(observationsOf(recording));
  return JSON.stringify(buildReport(explainAll(tracker, recording), meta({ generatedAt: endOf(recording.header) })));
}

/** Socket.IO as the server announces it, open for five minutes. */
const pinging = (seconds: number) =>
  socketIo('40{"sid":"n1"}').replace('\\"pingInterval\\":25000', `\\"pingInterval\\":${seconds * 1000}`);

/** A transcript of the host that made-up HARs have. */
const throughNginxOf = (response: string, added = "") =>
  throughNginx(response).replaceAll("app.example", "example.com").replace("Origin:", `${added}Origin:`);

/** A and B are of different forms: each source tells something else of the same thing. */
const mixed: readonly Planted[] = [
  {
    name: "Sec-Fetch-Site changed: HAR and transcript",
    make: () => [
      har([socketEntry({ requestHeaders: [{ name: "Sec-Fetch-Site", value: "same-origin" }] })]),
      throughNginxOf("HTTP/1.1 403 Forbidden", "Sec-Fetch-Site: cross-site\r\n"),
    ],
    first: "request.header.sec-fetch-site",
    change: "worse",
    says: /The request's Sec-Fetch-Site most likely explains it: A has “same-origin”, B has “cross-site”\./,
  },
  {
    name: "the certificate changed: HAR and report",
    make: () => [recorded("wss"), reported("certificate-invalid").replaceAll("127.0.0.1:8007", "127.0.0.1:8008")],
    first: "outcome.diagnosis",
    change: "worse",
    says: /The likeliest cause in B: The certificate may be self-signed, or its chain may be incomplete\./,
  },
  {
    name: "the name is not resolved any more: HAR and report",
    make: () => [har([socketEntry({ url: "ws://no-such-host.invalid/" })]), reported("name-not-resolved")],
    first: "outcome.diagnosis",
    change: "worse",
    says: /could not be resolved/,
  },
  {
    name: "the server closes with 1008: two reports",
    make: () => [reported("echo"), reported("close-1008").replaceAll("/close/1008", "/echo")],
    first: "outcome.diagnosis",
    change: "worse",
    says: /code 1008 \(Policy Violation\).+The likeliest cause in B: The server closed it because of a rule of its own/,
  },
  {
    name: "a redirect was added: HAR and transcript",
    make: () => [
      har([socketEntry({ url: "ws://example.com/live" })]),
      throughNginxOf("HTTP/1.1 301 Moved Permanently\nLocation: https://example.com/live").replace("https", "http"),
    ],
    first: "outcome.diagnosis",
    change: "worse",
    // A page over http may open either: whether the request had come over TLS is not in the transcript.
    says: /The likeliest cause in B: The server redirects to the same host under https\./,
  },
  {
    name: "a content security policy was added: HAR and report",
    make: () => [har([socketEntry({ url: "ws://127.0.0.1:8001/live" })]), reported("content-security-policy")],
    first: "outcome.diagnosis",
    change: "worse",
    says: /The cause in B: The page's content security policy does not list the address\./,
  },
  {
    name: "HTTP/2 was switched on and refuses: two reports",
    make: () => [reported("wss"), reported("h2-refused").replaceAll("127.0.0.1:8009/refused", "127.0.0.1:8008/live")],
    first: "outcome.diagnosis",
    change: "worse",
    says: /: ERR_HTTP2_SERVER_REFUSED_STREAM\)|with ERR_HTTP2_SERVER_REFUSED_STREAM\)\. The likeliest cause in B: HTTP\/2 may be offered/,
  },
  {
    name: "compression is gone: HAR and report",
    make: () => [recorded("deflate").replaceAll("/deflate", "/echo"), reported("echo")],
    first: "response.header.sec-websocket-extensions",
    change: "same",
  },
  {
    name: "heartbeats come more seldom",
    make: () => [pinging(25), pinging(90)],
    first: "life.heartbeat",
    change: "same",
  },
];

describe("planted differences", () => {
  test.each([...planted, ...mixed])("$name", async ({ make, first, change, says }) => {
    const [a, b] = await make();
    const pair = await onlyPair(a, b);
    expect(pair.summary).toMatch(says ?? /^Both work\. What differs: /);
    expect({ first: pair.differences[0]?.id, change: pair.change, code: pair.code }).toEqual({
      first,
      change,
      code: change === "worse" ? 1 : 0,
    });
    // Seen from the other side it is the same difference, and nothing got worse.
    const back = await onlyPair(b, a);
    expect([back.differences[0]?.id, back.change, back.code]).toEqual([
      first,
      change === "worse" ? "better" : "same",
      0,
    ]);
    expect(JSON.stringify([pair, back])).not.toContain("s3cr3t");
  });
});

test("one that was cut after 3,995 ms is told with one number, and one that stayed open was not cut", async () => {
  const cut: Story = { answer: {}, closedAt: 32.5 + 3995.3, close: { code: 1006, wasClean: false } };
  const { change, explanation, differences } = await onlyPair(reportOf(cut), reportOf({ answer: {} }));
  expect(change).toBe("better");
  const silence = differences.find(({ id }) => id === "life.silence");
  expect(silence?.a.text).toBe("3.9 s");
  expect(silence?.b).toEqual({ text: "not cut while it was watched", isObserved: true });
  expect(explanation?.sentence).toContain("A was cut after 3.9 s without a message, B stayed open through");
  expect(differences.map(({ id }) => id)).not.toContain("life.close");
});

test("a HAR and a net-export log are compared, and what only the log has is listed", async () => {
  const log = readFileSync(`${import.meta.dirname}/../recordings/net-log/net-export.json`, "utf8");
  const same = await compared(recorded("status-403"), log);
  expect(same.pairs).toMatchObject([{ endpoint: "/status/403", change: "same", differences: [] }]);
  expect(same.onlyB).toHaveLength(4);
  const before = recorded("live").replaceAll("127.0.0.1:8001/live", "127.0.0.1:8001/status/403");
  const { code, pairs } = await compared(before, log);
  expect([code, pairs[0]?.summary]).toEqual([1, expect.stringMatching(/^A works; B fails \(the response was 403/)]);
  const io = fakeIo({ a: recorded("status-403"), b: log });
  await main(["diff", "a", "b"], io);
  expect(io.printed.join("")).toContain("1 pair compared: nothing differs. Without a pair: 4 in B only.");
});

/** The same page another day: other keys, other times, other ports of this machine. */
function anotherDay(text: string): string {
  const keys = new Map<string, string>();
  for (const [key] of text.matchAll(/[A-Za-z0-9+/]{22}==/g)) keys.set(key, randomBytes(16).toString("base64"));
  const accepts = [...keys].map(([key, other]) => [acceptOf(key) ?? "", acceptOf(other) ?? ""] as const);
  let other = text
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, (at) => new Date(Date.parse(at) + 86_000_000).toISOString())
    .replace(/"time":\s*(\d{10}(?:\.\d+)?)/g, (_, at: string) => `"time":${Number(at) + 86_000}`)
    .replace(/(127\.0\.0\.1|localhost):(\d{4,5})/g, (_, host: string, at: string) => `${host}:${Number(at) + 1000}`);
  for (const [from, to] of [...keys, ...accepts]) other = other.replaceAll(from, to);
  return other;
}

test("a Host that one record does not have is no difference: every request has one", async () => {
  const better = socketEntry({ url: "wss://example.com/live" });
  const worse = socketEntry({ status: 400, requestHeaders: [{ name: "Host", value: "example.com" }] });
  const { change, differences, explanation, summary } = await onlyPair(har([better]), har([worse]));
  expect([change, explanation?.row]).toEqual(["worse", "outcome.diagnosis"]);
  expect(differences.map(({ id }) => id)).not.toContain("request.header.host");
  expect(summary).not.toContain("Host");
});

describe("equal captures", () => {
  const ids = [
    "echo",
    "subprotocol",
    "deflate",
    "nginx-right",
    "caddy-right",
    "nginx-no-upgrade",
    "socket.io",
    "graphql-ws",
    "sockjs",
    "status-403",
    "header-accept-wrong",
    "h2-echo",
    "reconnect-loop",
    "idle-timeout",
    "events",
    "wss",
    "vite",
    "strict-pair",
    "connection-refused",
    "webtransport",
  ];

  test.each(ids)("%s, recorded once more", async (id) => {
    const once = recorded(id);
    const again = anotherDay(once);
    expect(again).not.toBe(once);
    const { code, pairs, onlyA, onlyB } = await compared(once, again);
    expect(pairs.length).toBeGreaterThan(0);
    expect({ code, onlyA, onlyB, differences: pairs.flatMap((pair) => pair.differences) }).toEqual({
      code: 0,
      onlyA: [],
      onlyB: [],
      differences: [],
    });
    expect(new Set(pairs.map(({ change }) => change))).toEqual(new Set(["same"]));
  });

  test.each(["origin", "credentials", "any"] as const)("two handshakes with the server %s", async (name) => {
    const asked = { path: "/live?token=s3cr3t-5", headers: { Cookie: "sid=1" } };
    const other = { path: "/live?token=s3cr3t-6", headers: { Cookie: "sid=2" } };
    const [a, b] = await exchanges(name, asked, other);
    expect(a).not.toBe(b);
    const pair = await onlyPair(a, b);
    expect([pair.code, pair.change, pair.differences]).toEqual([0, "same", []]);
  });
});

describe("captures with several connections", () => {
  const at = (url: string) => socketEntry({ url });

  test("are paired by endpoint, whatever their hosts; what one of them alone has is listed", async () => {
    const staging = har([
      at("wss://staging.example.com/live?v=1"),
      at("wss://staging.example.com/chat"),
      at("wss://staging.example.com/old"),
    ]);
    const production = har([
      at("wss://example.com/chat"),
      at("wss://example.com/live?v=2"),
      at("wss://example.com/a"),
      at("wss://example.com/b"),
    ]);
    const { code, pairs, onlyA, onlyB } = await compared(staging, production);
    expect(
      pairs.map(({ endpoint, pairedBy, differences }) => [endpoint, pairedBy, differences.map(({ id }) => id)]),
    ).toEqual([
      ["/live?v", "endpoint", ["request.host", "request.query.v"]],
      ["/chat", "endpoint", ["request.host"]],
    ]);
    expect(onlyA.map(({ endpoint }) => endpoint)).toEqual(["/old"]);
    expect(onlyB.map(({ endpoint }) => endpoint)).toEqual(["/a", "/b"]);
    expect(code).toBe(0);
  });

  test("that ask for the same are a series: the worst is compared", async () => {
    const good: Story = { answer: {} };
    const refused: Story = { error: "Error during WebSocket handshake: Unexpected response code: 503" };
    const { code, pairs } = await compared(reportOf(good, good, good), reportOf(good, refused, good));
    expect(pairs).toMatchObject([{ change: "worse", a: { count: 3, failed: 0 }, b: { count: 3, failed: 1 } }]);
    expect(code).toBe(1);
  });

  test("get worse when many more of them fail, though some failed before", async () => {
    const good: Story = { answer: {} };
    const refused: Story = { error: "Error during WebSocket handshake: Unexpected response code: 503" };
    const { code, pairs } = await compared(
      reportOf(refused, good, good, good),
      reportOf(refused, refused, refused, good),
    );
    expect(pairs).toMatchObject([{ change: "worse", a: { failed: 1 }, b: { failed: 3 } }]);
    expect(code).toBe(1);
  });

  test("of which neither has a connection have nothing to compare", async () => {
    const io = fakeIo({ a: har([]), b: har([]) });
    expect(await main(["diff", "a", "b"], io)).toBe(0);
    expect(io.printed.join("")).toContain("Neither capture has an upgrade.");
  });
});

describe("what is printed", () => {
  const good = har([socketEntry()]);
  const other = har([socketEntry({ requestHeaders: [{ name: "Cookie", value: "sid=s3cr3t-7" }] })]);

  test("is Markdown, masked", async () => {
    const io = fakeIo({ "a.har": good, "b.har": other });
    expect(await main(["diff", "a.har", "b.har"], io)).toBe(0);
    const text = io.printed.join("");
    expect(text).toContain("# Comparison of WebSocket upgrades\n\n- A: `a.har`, 1 upgrade");
    expect(text).toContain("1 pair compared: 1 with the same verdict and other differences.");
    expect(text).toContain("| **Request header Cookie** | none | `sid=<cookie sid #1>` |");
    expect(text).not.toContain("s3cr3t");
  });

  test("goes to a file, as JSON where its name says so", async () => {
    const io = fakeIo({ "a.har": good, "b.har": other });
    expect(await main(["diff", "a.har", "b.har", "--out", "c.json"], io)).toBe(0);
    expect(JSON.parse(String(io.files.get("c.json")))).toMatchObject({ format: "upgrades-comparison", worse: 0 });
    expect(await main(["diff", "a.har", "b.har", "--out", "c.md"], io)).toBe(0);
    expect(io.files.get("c.md")).toMatch(/^# Comparison/);
    expect(io.printed).toEqual([]);
  });

  test("leaves hostile names and values nothing to mark with", async () => {
    const value = "`|**x** <img src=x> [a](https://evil.example) @all";
    const hostile = har([socketEntry({ requestHeaders: [{ name: "X-A", value }] })]);
    const io = fakeIo({ "a|b`.har": good, b: hostile });
    await main(["diff", "a|b`.har", "b"], io);
    const text = io.printed.join("");
    expect(text).toContain("- B: `b`, 1 upgrade");
    expect(text).toContain("- A: ``a|b`.har``, 1 upgrade");
    expect(text).toContain(`| **Request header X-A** | none | \`\` ${value.replaceAll("|", "\\|")} \`\` |`);
  });
});

test.each([
  [["a"], "Which two captures? Name two files, or use - for standard input instead of one."],
  [["a", "a", "a"], "Which two captures? Name two files, or use - for standard input instead of one."],
  [["-", "-"], "Standard input can be read once only: name a file for A or for B."],
  [["a", "missing"], "missing does not exist."],
  [["a", "a", "--out", "nowhere/c.md"], "nowhere/c.md is in a directory that does not exist."],
])("%j is refused in one line", async (args, line) => {
  const io = fakeIo({ a: har([]) });
  expect(await main(["diff", ...args], io)).toBe(2);
  expect(io.notes).toEqual([`upgrades diff: ${line}`]);
  expect(io.printed).toEqual([]);
});

describe("another server", () => {
  const nginx = (host: string) =>
    [
      "> GET /ws HTTP/1.1",
      `> Host: ${host}`,
      "> Upgrade: websocket",
      "> Connection: Upgrade",
      "> Sec-WebSocket-Version: 13",
      "> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "> Origin: https://www.example.com",
      "> ",
      "< HTTP/1.1 403 Forbidden",
      "< Server: nginx/1.24.0",
      "< Content-Type: text/html",
      "< Content-Length: 153",
      "< ",
      "<html>",
      "<head><title>403 Forbidden</title></head>",
      "<body>",
      "<center><h1>403 Forbidden</h1></center>",
      "<hr><center>nginx/1.24.0</center>",
      "</body>",
      "</html>",
      "* Connection #0 to host left intact",
    ].join("\n");

  test("a difference is not most likely where the diagnosis has a likely cause of its own", async () => {
    const { summary, explanation } = await onlyPair(recorded("nginx-right"), nginx("app.example.com"));
    expect(summary).not.toContain("most likely");
    expect(summary).toContain("The likeliest cause in B: nginx may refuse this path by itself");
    expect(explanation).toMatchObject({ row: "outcome.diagnosis", likelihood: "likely" });
  });

  test("the title names both endpoints", async () => {
    const io = fakeIo({ a: recorded("nginx-right"), b: nginx("app.example.com") });
    await main(["diff", "a", "b"], io);
    expect(io.printed.join("")).toMatch(
      /^## `127\.0\.0\.1:\d+\/right\/live` and `app\.example\.com\/ws`: B is worse$/m,
    );
  });
});
