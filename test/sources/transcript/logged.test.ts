import { describe, expect, it, test } from "vitest";
import { reportOfReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";

function reportOf(text: string) {
  return reportOfReading(readText(text), { version: "0", otherwise: 0 });
}

function said(text: string) {
  const [connection] = reportOf(text).connections;
  if (connection === undefined) throw new Error(`nothing was read of ${text}`);
  return connection;
}

const RAILS = "Request origin not allowed: https://app.example.com";
const DAPHNE = "[2026-11-30 10:00:00] WebSocket REJECT /ws/chat/ [127.0.0.1:52034]";
const NGINX_ERROR =
  '2026/11/30 10:11:12 [error] 29#29: *5 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.5, server: example.com, request: "GET /ws HTTP/1.1", upstream: "http://127.0.0.1:3000/ws", host: "example.com"';
const NGINX_ACCESS = '10.0.0.5 - - [30/Nov/2026:10:11:12 +0000] "GET /ws HTTP/1.1" 502 157 "-" "Mozilla/5.0"';

describe("a status that a log does not state", () => {
  const INFERRED = /which the server sends where it logs this/;

  test.each([
    [RAILS, 404],
    [DAPHNE, 403],
    [NGINX_ERROR, 502],
  ])("is said to follow from the words: %s", (text, status) => {
    const { diagnosis, observed } = said(text);
    expect(diagnosis?.evidence.find((line) => line.startsWith("status "))).toMatch(INFERRED);
    expect(said(text).status).toBe(status);
    expect(observed?.statusInferred).toBe(true);
  });

  it("is not said of one that it states", () => {
    const { diagnosis, observed } = said(NGINX_ACCESS);
    expect(diagnosis?.evidence).toContain("status 502 of the response");
    expect(observed).not.toHaveProperty("statusInferred");
  });

  it("stays so in a report that is explained again", () => {
    const [again] = reportOf(JSON.stringify(reportOf(RAILS))).connections;
    expect(again?.diagnosis?.evidence.join()).toMatch(INFERRED);
  });
});

test.each([
  [RAILS, ["Rails Action Cable"]],
  [DAPHNE, ["Django Channels"]],
])("offers the settings of the program whose log it is: %s", (text, products) => {
  const [cause] = said(text).diagnosis?.causes ?? [];
  expect(cause?.id).toBe("origin-rejected");
  expect(cause?.fix?.snippets.map(({ for: name }) => name)).toEqual(products);
});

it("gives Action Cable's words to Action Cable", () => {
  const evidence = said(RAILS).diagnosis?.causes[0]?.evidence.join();
  expect(evidence).toContain("/actioncable/lib/action_cable/connection/base.rb");
});

it("knows a protocol by the path of a line that names no host", () => {
  const line =
    "[W 2026-11-30 14:11:02.123 ServerApp] 400 GET /api/kernels/1b2c/channels?session_id=77aa (192.168.1.20) 3.12ms referer=None";
  expect(said(line)).toMatchObject({ url: null, protocol: { id: "jupyter" } });
});

it("names the proxy whose log says how a WebSocket ended", () => {
  const line =
    'Nov 30 12:14:14 lb haproxy[14389]: 10.0.1.2:33317 [30/Nov/2026:12:14:14.655] in ws/srv1 10/0/30/69/60109 101 2750 - - sD-- 1/1/1/1/0 0/0 "GET /ws HTTP/1.1"';
  expect(said(line).intermediaries).toMatchObject([
    { id: "haproxy", confidence: "likely", evidence: ["log of HAProxy: termination state sD--"] },
  ]);
});

test.each([
  ["sent 1011 (internal error) keepalive ping timeout; no close frame received", "not clean"],
  ["received 1001 (going away); no close frame sent", "not clean"],
  ["received 1011 (internal error) x; then sent 1011 (internal error) x", "clean"],
])("takes a close for clean where both sides sent a frame: %s", (words, clean) => {
  const { close, diagnosis } = said(`websockets.exceptions.ConnectionClosedError: ${words}`);
  expect(close?.wasClean).toBe(clean === "clean");
  if (diagnosis !== null) expect(diagnosis.evidence.join()).toMatch(new RegExp(`code \\d{4}, ${clean}`));
});

it("gives aiohttp's words to aiohttp, though they end with Tornado's", () => {
  const body = 'No WebSocket UPGRADE hdr: None\n Can "Upgrade" only to "WebSocket".';
  const exchange = `> GET /api/websocket HTTP/1.1\n> Host: ha.example.com\n> Upgrade: websocket\n> Connection: Upgrade\n> Sec-WebSocket-Version: 13\n> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n> \n< HTTP/1.1 400 Bad Request\n< Content-Type: text/plain\n< \n${body}\n`;
  expect(said(exchange).diagnosis?.causes[0]?.why).toMatch(/^aiohttp says so/);
});

test.each([
  ["false", false],
  ["true", true],
])("takes a close for as clean as the browser's event says: %s", (word, clean) => {
  const event = `close CloseEvent {isTrusted: true, wasClean: ${word}, code: 4401, reason: 'token expired', type: 'close'}`;
  expect(said(event).close).toMatchObject({ code: 4401, wasClean: clean });
});

it("does not take a page over http for a socket without TLS: it may open either", () => {
  const request = ["GET /ws HTTP/1.1", "Host: app.example.com", "Connection: Upgrade", "Upgrade: websocket"];
  const own = [
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Origin: http://localhost:3000",
  ];
  const response = ["HTTP/1.1 301 Moved Permanently", "Location: https://app.example.com/ws"];
  const text = [
    ...[...request, ...own, ""].map((line) => `> ${line}`),
    ...[...response, ""].map((line) => `< ${line}`),
  ];
  const { observed, diagnosis } = said(text.join("\n"));
  expect(observed?.schemeGuessed).toBe(true);
  expect(diagnosis?.causes.filter(({ likelihood }) => likelihood === "certain")).toEqual([]);
  expect(said(text.join("\n").replace("http://localhost", "https://localhost")).url).toMatch(/^wss:/);
});

it("does not take a line that states no scheme for one without TLS", () => {
  expect(said(NGINX_ERROR).observed?.schemeGuessed).toBe(true);
  const ported = NGINX_ERROR.replace('host: "example.com"', 'host: "example.com:8080"');
  expect(said(ported).observed).not.toHaveProperty("schemeGuessed");
});

it("makes up no path where the line has none", () => {
  const { url, observed } = said("INFO:     connection rejected (403 Forbidden)");
  expect([url, observed?.requestPath]).toEqual([null, undefined]);
});

it("says of an exception with a status that it does not show the headers", () => {
  const { checks } = said("websockets.exceptions.InvalidStatus: server rejected WebSocket connection: HTTP 502");
  expect(checks.find(({ id }) => id === "upgrade")?.summary).toBe(
    "The message does not show the headers of the response.",
  );
});

it("reads .NET's exception with its number", () => {
  const text =
    "System.Net.WebSockets.WebSocketException (0x80004005): Unable to connect to the remote server\n ---> System.Net.Http.HttpRequestException: Connection refused (app.example.com:443)";
  expect(said(text).diagnosis?.message).toMatch(/Unable to connect/);
});

test.each([
  ["ERR_CONNECTION_REFUSED", "connection-refused"],
  ["ERR_NAME_NOT_RESOLVED", "name-not-resolved"],
  ["ERR_CONNECTION_RESET", "connection-reset"],
])("reads a code that a HAR has without the browser's words: %s", (code, id) => {
  const headers = [{ name: "Sec-WebSocket-Key", value: "dGhlIHNhbXBsZSBub25jZQ==" }];
  const request = { method: "GET", url: "wss://app.example.com/ws", httpVersion: "HTTP/1.1", headers };
  const response = { status: 0, statusText: "", httpVersion: "", headers: [], content: {}, _error: `net::${code}` };
  const entry = {
    _resourceType: "websocket",
    startedDateTime: "2026-11-30T10:00:00.000Z",
    time: 3,
    request,
    response,
    _webSocketMessages: [],
  };
  const har = { log: { version: "1.2", creator: { name: "WebInspector", version: "537.36" }, entries: [entry] } };
  const { diagnosis } = said(JSON.stringify(har));
  expect(diagnosis?.id).toBe(id);
  expect(diagnosis?.summary).not.toMatch(/before the handshake request/);
});
