import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DiagnosisResult } from "../../src/knowledge/diagnoses/diagnosis.ts";
import { diagnoses, diagnosesOf } from "../../src/knowledge/diagnoses/registry.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import { explanations } from "../docs/samples/diagnosed.ts";
import { type Around, BROWSER_HEADERS, diagnosisOf, EC, EH, HTTP2_HEADERS, type Scene, upgradeOf } from "./failures.ts";

const CODES = [
  "NAME_NOT_RESOLVED CONNECTION_REFUSED CONNECTION_TIMED_OUT INTERNET_DISCONNECTED ADDRESS_UNREACHABLE NETWORK_CHANGED",
  "NETWORK_ACCESS_DENIED NETWORK_IO_SUSPENDED CERT_AUTHORITY_INVALID CERT_COMMON_NAME_INVALID CERT_DATE_INVALID",
  "CERT_REVOKED CERT_INVALID CERT_WEAK_SIGNATURE_ALGORITHM CERTIFICATE_TRANSPARENCY_REQUIRED CONNECTION_RESET",
  "CERT_KNOWN_INTERCEPTION_BLOCKED SSL_PROTOCOL_ERROR SSL_VERSION_OR_CIPHER_MISMATCH SSL_UNRECOGNIZED_NAME_ALERT",
  "BAD_SSL_CLIENT_AUTH_CERT PROXY_CONNECTION_FAILED UNSAFE_PORT BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS",
  "BLOCKED_BY_CLIENT BLOCKED_BY_ADMINISTRATOR BLOCKED_BY_CSP RESPONSE_HEADERS_TOO_BIG INVALID_HTTP_RESPONSE UNKNOWN_X",
  "HTTP_1_1_REQUIRED UNEXPECTED_PROXY_AUTH",
].flatMap((line) => line.split(" "));

/** Every text that the browser is known to say, and statuses of every kind. */
const TEXTS: readonly string[] = [
  "",
  ...CODES.flatMap((code) => [`${EC}net::ERR_${code}`, `${EH}net::ERR_${code}`]),
  ...[100, 101, 103, 200, 204, 299, 301, 302, 307, 308, 400, 403, 404, 405, 409, 410, 418, 426, 429, 431, 464, 500, 501]
    .concat([502, 503, 504, 505, 520, 521, 522, 523, 524, 525, 526, 530, 561, 599, 600, 999, 0])
    .map((status) => `${EH}Unexpected response code: ${status}`),
  "HTTP Authentication failed; no valid credentials available",
  "Proxy authentication failed",
  "Establishing a tunnel via proxy server failed.",
  "WebSocket opening handshake timed out",
  "WebSocket opening handshake was canceled",
  "WebSocket is closed before the connection is established.",
  "Connection closed before receiving a handshake response",
  "Connection closed before sending request.",
  "Error getting IP address.",
  "Stream closed with error: net::ERR_HTTP2_PROTOCOL_ERROR",
  "Insufficient resources",
  "Handshake stream is not readable.",
  EH,
  `${EH}Invalid status line`,
  `${EH}'Upgrade' header is missing`,
  `${EH}'Upgrade' header value is not 'WebSocket': h2c`,
  `${EH}'Upgrade' header must not appear more than once in a response`,
  `${EH}'Connection' header is missing`,
  `${EH}'Connection' header value must contain 'Upgrade'`,
  `${EH}'Sec-WebSocket-Accept' header is missing`,
  `${EH}Incorrect 'Sec-WebSocket-Accept' header value`,
  `${EH}'Sec-WebSocket-Accept' header must not appear more than once in a response`,
  `${EH}Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received`,
  `${EH}Response must not include 'Sec-WebSocket-Protocol' header if not present in request: chat`,
  `${EH}'Sec-WebSocket-Protocol' header value 'b' in response does not match any of sent values`,
  `${EH}Found an unsupported extension 'x' in 'Sec-WebSocket-Extensions' header`,
  `${EH}Error in permessage-deflate: client_max_window_bits must have value`,
  `${EH}'Sec-WebSocket-Extensions' header value is rejected by the parser: ;;`,
  "Invalid frame header",
  "One or more reserved bits are on: reserved1 = 1, reserved2 = 0, reserved3 = 0",
  "One or more reserved bits are on: reserved1 = 0, reserved2 = 1, reserved3 = 1",
  "A server must not mask any frames that it sends to the client.",
  "Unrecognized frame opcode: 7",
  "Received unexpected continuation frame.",
  "Could not decode a text frame as UTF-8.",
  "Received a broken close frame containing invalid UTF-8.",
  "Ping received after close",
  "Message size is too large.",
  "Something new",
];

const SCENES: readonly Scene[] = [
  {},
  { sentAt: null },
  { headers: HTTP2_HEADERS },
  { url: "ws://localhost:3000/socket.io/?EIO=3&transport=websocket&sid=abc" },
  { url: "ws://10.0.0.8:8443/a", target: "iframe", errorAt: 1020 },
  { url: "wss://[::1]:9000/", errorAt: 9000 },
  { createdAt: null },
  { createdAt: null, sentAt: null },
  { answer: { status: 101 } },
];

const AROUND: readonly Around[] = [
  {},
  { page: null },
  { page: "http://app.example.com:8080/", server: "nginx/1.22.1" },
  { server: "cloudflare", others: [upgradeOf({ id: "c0", answer: { status: 101 } })] },
  { others: Array.from({ length: 7 }, (_, i) => upgradeOf({ id: `a${i}`, createdAt: -100 * i })) },
];

const WAITING: readonly Scene[] = [
  { error: null },
  { error: null, sentAt: null },
  { error: null, ended: "navigation" },
  { error: null, ended: "closed" },
];

const OPEN: Scene = { answer: { status: 101 } };

/** Scenes without an error text: refused before the network, ended in some way, or open with something to look at. */
const SILENT: readonly Scene[] = [
  { answer: { status: 101 }, said: [[40, "sent", '{"type":"connection_init"}']] },
  { answer: { status: 101 }, said: [[40, "sent", '{"type":"connection_init"}']], ended: "closed" },
  ...[
    '{"type":"connection_error","payload":{"message":"a`b [x](https://evil.example)"}}',
    '{"type":"connection_error"}',
    '{"type":"disconnect","reason":"unauthorized","reconnect":false}',
    '{"type":"disconnect","reason":"server_restart","reconnect":true}',
    '{"event":"pusher:error","data":{"code":4001,"message":null}}',
    '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}',
    '[3,{},"wamp.error.no_such_realm"]',
  ].map((data): Scene => ({ answer: { status: 101 }, said: [[50, "received", data]] })),
  ...(["content-security-policy", "mixed-content", "socket-limit", "blocked-by-client"] as const).flatMap((by) => [
    { sentAt: null, blocked: { by } },
    { sentAt: null, blocked: { by, message: "", directive: "connect-src 'self' https:" } },
    { sentAt: null, blocked: { by, directive: "default-src `x` [y](https://evil.example)" } },
  ]),
  ...[0, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 2999, 3000]
    .concat([3001, 3003, 3008, 4000, 4401, 4403, 4500, 4999, 5000, 65_535])
    .flatMap((code) => [
      { ...OPEN, errorAt: 60_025, close: { code } },
      { ...OPEN, errorAt: 60_025, messages: [40, 90], close: { code, reason: "b`y[e](https://evil.example)" } },
    ]),
  { ...OPEN, errorAt: 60_025, ended: "closed" },
  OPEN,
  { ...OPEN, messages: [30, 90, 800] },
  { answer: { status: 101, headers: [["Sec-WebSocket-Protocol", "actioncable-v1-json"]] } },
  {
    ...OPEN,
    snapshots: [
      { at: 100, bufferedAmount: 100_000 },
      { at: 3000, bufferedAmount: 900_000 },
    ],
  },
  { createdAt: null, sentAt: null, snapshots: [{ at: 100, protocol: "mqtt" }] },
  { ...OPEN, errorAt: 225, close: { code: 1006 } },
  { ...OPEN, errorAt: 225, close: { code: 1006 }, messages: [30] },
  {
    headers: [
      ...BROWSER_HEADERS,
      ["User-Agent", "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.2 Safari/605.1.15"],
    ],
    answer: { status: 101, headers: [["Sec-WebSocket-Extensions", "permessage-deflate"]] },
  },
];

/** Another connection to the same address that was cut after a minute. */
const cut = (id: string, start: number): Scene => ({
  id,
  createdAt: start,
  sentAt: start + 5,
  answer: { status: 101, at: start + 25 },
  errorAt: start + 60_025,
  close: { code: 1006 },
});

const AROUND_SILENT: readonly Around[] = [
  {},
  { page: null, server: "nginx", now: 45_000 },
  { server: "cloudflare", now: 95_000 },
  { others: [upgradeOf(cut("a", -200_000)), upgradeOf(cut("b", -100_000))], now: 61_000 },
  {
    others: [4, 3, 2, 1].map((i) => upgradeOf({ ...cut(`a${i}`, -1000 * i), errorAt: -1000 * i + 500 })),
    now: 5000,
  },
  {
    others: [3, 2, 1].map((i) => upgradeOf({ ...cut(`s${i}`, -3000 * i), errorAt: -3000 * i + 225 })),
    now: 5000,
  },
  {
    others: [3, 2, 1].map((i) =>
      upgradeOf({ ...cut(`m${i}`, -3000 * i), errorAt: -3000 * i + 225, messages: [-3000 * i + 30] }),
    ),
    now: 200_000,
  },
];

/** Every sentence of a result that people read. */
function sentences({ summary, brief, evidence, causes }: DiagnosisResult): string[] {
  return [
    summary,
    brief,
    ...evidence,
    ...causes.flatMap(({ title, why, evidence: reasons, fix }) => [
      title,
      why,
      ...reasons,
      ...(fix === null ? [] : [fix.text, ...fix.snippets.flatMap((snippet) => [snippet.for, snippet.code])]),
    ]),
  ];
}

function check(result: DiagnosisResult): void {
  for (const sentence of sentences(result)) {
    expect(sentence.trim()).not.toBe("");
    expect(sentence).not.toMatch(/\bundefined\b|\bNaN\b|\[object|\bInfinity\b/);
  }
  const own = result.summary.replace(/`[^`]*`/g, "");
  expect(own.length, result.summary).toBeLessThanOrEqual(100);
  expect(result.summary).not.toContain("\n");
  expect(result.brief.replace(/`[^`]*`/g, "").length, result.brief).toBeLessThanOrEqual(55);
  expect(result.brief.replace(/ Ext\.$/, "")).not.toMatch(/[.\n]$/);
  expect(result.reference.url).toMatch(/^https:\/\//);
  expect(result.evidence.length).toBeGreaterThan(0);
  const ids = result.causes.map(({ id }) => id);
  expect(new Set(ids).size, `a cause stands twice: ${ids.join(", ")}`).toBe(ids.length);
  for (const cause of result.causes) {
    expect(cause.evidence.length, `${result.id}: ${cause.id}`).toBeGreaterThan(0);
    expect(cause.title).not.toMatch(/[.\n]$/);
    expect(cause.title.length, cause.title).toBeLessThanOrEqual(100);
    expect(cause.why).toMatch(/[.`]$/);
    if (cause.likelihood === "certain") expect(cause.title, cause.id).not.toMatch(/\b(?:may|might|could)\b/);
  }
}

describe("words of all diagnoses", () => {
  const withMessage = [...TEXTS.map((error) => ({ error, ended: "closed" as const })), ...WAITING].flatMap((base) =>
    SCENES.flatMap((scene) => AROUND.map((around) => diagnosisOf({ ...scene, ...base }, around))),
  );
  const silent = SILENT.flatMap((scene) => AROUND_SILENT.map((around) => diagnosisOf(scene, around)));
  const shown = explanations().map(({ diagnosis }) => diagnosis);
  const results = [...withMessage, ...silent, ...shown].filter((result) => result !== null);
  test("the scenes, and the samples of the documentation, reach every diagnosis", () => {
    const reached = new Set(results.map(({ id }) => id));
    expect(
      diagnosesOf("websocket")
        .map(({ id }) => id)
        .filter((id) => !reached.has(id)),
    ).toEqual([]);
  });
  test("each has supported causes, whole sentences and a short summary", () => {
    for (const result of results) check(result);
  });
  test("certain, likely, possible: in this order", () => {
    const order = ["certain", "likely", "possible"];
    for (const { causes } of results) {
      const ranks = causes.map(({ likelihood }) => order.indexOf(likelihood));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    }
  });
});

describe("any input", () => {
  const text = fc.string({ unit: "binary", maxLength: 60 });
  const name = fc.constantFrom(
    "Location",
    "Server",
    "Via",
    "Retry-After",
    "Origin",
    "Sec-WebSocket-Protocol",
    "Content-Type",
    "X-A",
  );
  const headers: fc.Arbitrary<Headers> = fc
    .array(fc.tuple(name, text), { maxLength: 6 })
    .chain((added) => fc.shuffledSubarray([...BROWSER_HEADERS, ...added]));
  const url = fc.oneof(
    fc.constantFrom("wss://app.example.com/live", "ws://localhost:3000/a`b", "ws://x/?EIO=3&sid=1", "nonsense"),
    text,
  );
  const message = fc.oneof(
    fc.integer({ min: 100, max: 999 }).map((status) => `${EH}Unexpected response code: ${status}`),
    text,
    text.map((detail) => `${EH}${detail}`),
    text.map((detail) => `${EC}net::${detail}`),
    text.map((detail) => `WebSocket connection to 'wss://a/' failed: ${detail}`),
    fc.constantFrom(...TEXTS),
  );
  const around = fc.record({
    page: fc.oneof(fc.constant(null), url),
    server: fc.oneof(fc.constantFrom("nginx", "envoy", "cloudflare", "Apache"), text),
  });

  test("a failed upgrade always gets a diagnosis with whole sentences", () => {
    fc.assert(
      fc.property(url, message, headers, headers, around, fc.boolean(), (url, error, sent, got, around, answered) => {
        const answer = answered ? { status: 101, headers: got } : undefined;
        const scene: Scene = { url, error, headers: sent, ...(answer === undefined ? {} : { answer }) };
        const result = diagnosisOf(scene, around);
        expect(result).not.toBeNull();
        if (result === null) return;
        for (const sentence of sentences(result)) expect(sentence.trim()).not.toBe("");
      }),
      { numRuns: 500 },
    );
  });

  test("a refused answer in another tool's file gets one too", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), headers, (status, got) => {
        fc.pre(status !== 101);
        const result = diagnosisOf({ answer: { status, headers: got }, headers: BROWSER_HEADERS });
        expect(result?.stage).toBe("response-status");
      }),
      { numRuns: 300 },
    );
  });

  test("foreign text stays inside its marks", () => {
    const path = "wss://app.example.com/a[x](https://evil.example)`b";
    const result = diagnosisOf({ url: path, error: `${EH}Unexpected response code: 404` });
    for (const sentence of result ? sentences(result).filter((words) => words.includes("evil")) : []) {
      expect(sentence.replace(/`[^`]*`/g, "").replace(/^path .*$/, "")).not.toContain("evil");
    }
  });
});

test("every diagnosis stands once in the registry", () => {
  expect(new Set(diagnoses.map(({ id }) => id)).size).toBe(diagnoses.length);
});
