import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainReading, reportOfReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";

/** What servers, proxies and frameworks answer, and a few words that are nobody's. */
const STATUSES = [
  200, 204, 301, 400, 401, 403, 404, 405, 407, 411, 426, 429, 431, 464, 500, 501, 502, 503, 504, 520, 599,
];
const BODIES = [
  "",
  "nope",
  '{"code":0,"message":"Transport unknown"}',
  '{"code":3,"message":"Bad request"}',
  "<html><p>404</p></html>",
  "Invalid Upgrade header",
  "Connection header did not include 'upgrade'",
  "Forbidden",
  "upstream connect error or disconnect/reset before headers. reset reason: protocol error",
  "Invalid CORS request",
  "No Connection with that ID",
  'Can "Upgrade" only to "WebSocket".',
  "upstream connect error or disconnect/reset before headers. reset reason: connection failure",
  "404 page not found",
  "Cannot GET /ws",
  "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>",
  "x".repeat(900),
];
const SERVERS = [
  "nginx/1.25.3",
  "Caddy",
  "cloudflare",
  "Apache/2.4.6",
  "envoy",
  "Microsoft-IIS/10.0",
  "uvicorn",
  "Kestrel",
  "",
];
const PATHS = ["ws", "live", "socket.io/?EIO=4&transport=websocket", "signalr?id=1", "cable", ""];

/** Programs by their User-Agent. */
const AGENTS = {
  curl: "curl/8.5.0",
  wget: "Wget/1.21.4",
  HTTPie: "HTTPie/3.2.2",
  "Python websockets": "Python/3.11 websockets/12.0",
  okhttp: "okhttp/4.12.0",
  Postman: "PostmanRuntime/7.39.0",
} as const;

interface Shape {
  readonly client: keyof typeof AGENTS;
  readonly version: string;
  readonly method: string;
  readonly path: string;
  /** Whether the headers of the request are all there: people copy the half of them. */
  readonly isWhole: boolean;
  readonly hasKey: boolean;
  /** Whether the key is one of eight bytes. */
  readonly isKeyShort: boolean;
  readonly hasVersion: boolean;
  readonly hasOrigin: boolean;
  readonly status: number;
  readonly body: string;
  readonly server: string;
}

const shapes = fc.record<Shape>({
  client: fc.constantFrom("curl", "wget", "HTTPie", "Python websockets", "okhttp", "Postman"),
  version: fc.constantFrom("1.1", "1.1", "1.0", "2", "3"),
  method: fc.constantFrom("GET", "GET", "GET", "HEAD", "POST"),
  path: fc.constantFrom(...PATHS),
  isWhole: fc.constantFrom(true, true, true, false),
  hasKey: fc.boolean(),
  isKeyShort: fc.constantFrom(false, false, false, true),
  hasVersion: fc.boolean(),
  hasOrigin: fc.boolean(),
  status: fc.constantFrom(...STATUSES),
  body: fc.constantFrom(...BODIES),
  server: fc.constantFrom(...SERVERS),
});

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

function requestOf({
  client,
  isWhole,
  hasKey,
  isKeyShort,
  hasVersion,
  hasOrigin,
}: Shape): readonly (readonly [string, string])[] {
  return [
    ["Host", "app.example.com"],
    ["User-Agent", AGENTS[client]],
    ...(isWhole
      ? ([
          ["Connection", "Upgrade"],
          ["Upgrade", "websocket"],
        ] as const)
      : []),
    ...(hasVersion ? ([["Sec-WebSocket-Version", "13"]] as const) : []),
    ...(hasKey ? ([["Sec-WebSocket-Key", isKeyShort ? "qjaovfzeqzo=" : KEY]] as const) : []),
    ...(hasOrigin ? ([["Origin", "https://other.example.com"]] as const) : []),
  ];
}

function responseOf({ server, body }: Shape): readonly (readonly [string, string])[] {
  return [
    ...(server === "" ? [] : ([["Server", server]] as const)),
    ["Content-Type", body.startsWith("<") ? "text/html" : body.startsWith("{") ? "application/json" : "text/plain"],
  ];
}

/** How a transcript is laid out, and what people do to it before they paste it. */
const LAYOUTS = ["marked", "plain", "fenced", "quoted", "crlf"] as const;

function transcriptOf(shape: Shape, layout: (typeof LAYOUTS)[number]): string {
  const lined = (headers: ReturnType<typeof requestOf>) => headers.map(([name, value]) => `${name}: ${value}`);
  const request = [`${shape.method} /${shape.path} HTTP/${shape.version}`, ...lined(requestOf(shape))];
  const response = [`HTTP/${shape.version} ${shape.status} `, ...lined(responseOf(shape))];
  const plain = [...request, "", ...response, "", shape.body];
  const marked = [
    ...request.map((line) => `> ${line}`),
    "> ",
    ...response.map((line) => `< ${line}`),
    "< ",
    shape.body,
  ];
  if (layout === "plain") return plain.join("\n");
  if (layout === "crlf") return plain.join("\r\n");
  if (layout === "fenced") return ["```", ...marked, "```"].join("\n");
  return (layout === "quoted" ? marked.map((line) => `> ${line}`) : marked).join("\n");
}

function harOf(shape: Shape): string {
  const named = (headers: ReturnType<typeof requestOf>) => headers.map(([name, value]) => ({ name, value }));
  const httpVersion = `HTTP/${shape.version}`;
  const entry = {
    startedDateTime: "2026-11-28T22:00:27.000Z",
    time: 12,
    request: {
      method: shape.method,
      url: `https://app.example.com/${shape.path}`,
      httpVersion,
      headers: named(requestOf(shape)),
    },
    response: {
      status: shape.status,
      statusText: "",
      httpVersion,
      headers: named(responseOf(shape)),
      content: { mimeType: "", text: shape.body },
    },
    timings: { send: 1, wait: 10, receive: 1 },
  };
  return JSON.stringify({ log: { creator: { name: "mitmproxy", version: "12" }, entries: [entry] } });
}

/** Nothing that is said of a record may be of the kinds that issues were full of. */
function judge(shape: Shape, text: string): void {
  const [said] = explainReading(readText(text), 0);
  if (said === undefined) {
    // An ordinary request, as far as it was copied.
    expect(shape.isWhole || shape.hasKey).toBe(false);
    return;
  }
  const { diagnosis, verdict, checks, healthQuestions, headers, upgrade } = said;
  const words = JSON.stringify([verdict, diagnosis, checks, healthQuestions]);
  const isHttp1 = shape.version.startsWith("1");
  const isVoid = !isHttp1 || shape.method !== "GET" || !shape.hasKey || !shape.hasVersion;
  const causes = diagnosis?.causes.map(({ id }) => id) ?? [];
  expect(headers.request.length).toBeGreaterThan(0);
  expect(upgrade.client).toBe(shape.client);
  // A browser had no part in it, and keeps nothing to itself.
  expect(words.match(/[^"]*[Tt]he browser[^"]*/)?.[0]).toBeUndefined();
  expect(words).not.toContain("browser does not show");
  // The version is in the record: no missing key has to stand for it.
  // Envoy's own words may be about the version that it speaks to the server behind it.
  if (isHttp1 && !/protocol error$/.test(shape.body))
    expect(words).not.toMatch(/over HTTP\/2 or|as over HTTP\/2|h2-without-extended-connect|test-over-http2/);
  // Who sent no origin was not refused for it, unless the server says so itself.
  if (!shape.hasOrigin && !/CORS/.test(shape.body)) expect(causes).not.toContain("origin-rejected");
  // Of a half copied header nothing is known to be missing.
  if (!shape.isWhole) return;
  if (shape.hasOrigin) expect(causes).not.toContain("origin-missing");
  if (!shape.isKeyShort) expect(causes).not.toContain("key-invalid");
  if (!isVoid) {
    expect(verdict.headline).not.toBe("Void test");
    return;
  }
  expect(verdict.headline).toBe("Void test");
  expect(words).not.toMatch(/may not forward|along the way may|upgrade-not-forwarded|host-not-forwarded/);
  for (const id of causes) expect(["test-over-http2", "request-incomplete", "client-version-mismatch"]).toContain(id);
}

test("no transcript, whatever is in it and however it was pasted, is told what it does not say", () => {
  fc.assert(
    fc.property(shapes, fc.constantFrom(...LAYOUTS), (shape, layout) => judge(shape, transcriptOf(shape, layout))),
    { numRuns: 600 },
  );
});

test("no HAR of a tool that saw the wire either", () => {
  fc.assert(
    fc.property(shapes, (shape) => judge(shape, harOf(shape))),
    { numRuns: 300 },
  );
});

test("a body reaches a report masked, and no more of it than may be quoted", () => {
  const made = (body: string) =>
    `> GET /live HTTP/1.1\n> Host: app.example.com\n> User-Agent: curl/8.5.0\n> Upgrade: websocket\n> Connection: Upgrade\n> Sec-WebSocket-Version: 13\n> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n> \n< HTTP/1.1 403 Forbidden\n< Content-Type: application/json\n< \n${body}`;
  const report = (body: string) => reportOfReading(readText(made(body)), { version: "0", otherwise: 0 });
  const short = JSON.stringify(report('{"error":"expired","access_token":"pl4nt3d-v4lue"}'));
  expect(short).toContain("expired");
  expect(short).not.toContain("pl4nt3d-v4lue");
  const long = JSON.stringify(report(`no healthy upstream ${"planted ".repeat(500)}`));
  expect(long.match(/planted/g)?.length ?? 0).toBeLessThan(100);
});

test("a report of a transcript, explained again, says the same", () => {
  const text = `$ curl -i -H "Connection: Upgrade" -H "Upgrade: websocket" http://app.example.com/live\nHTTP/1.1 403 Forbidden\n\nno way\n`;
  const options = { version: "0", otherwise: 0 };
  const before = reportOfReading(readText(text), options);
  const after = reportOfReading(readText(JSON.stringify(before)), options);
  expect(after.connections[0]?.diagnosis).toEqual(before.connections[0]?.diagnosis);
  expect(after.connections[0]?.verdict).toEqual(before.connections[0]?.verdict);
});

/** Numbers that look random and are the same in every run (a linear congruential generator). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const LOG = [
  "connect() failed (111: Connection refused) while connecting to upstream",
  "upstream prematurely closed connection while reading response header from upstream",
  'upstream sent invalid header: "X-Token: s3cret-in-header" while reading response header from upstream',
  "client sent plain HTTP request to HTTPS port while reading client request headers",
];

test("a line of a log is told of no header, no scheme and no browser that it does not have", () => {
  const random = numbers(4);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random.next().value * list.length)];
  for (let run = 0; run < 200; run++) {
    const [status, words, path] = [pick(STATUSES), pick(LOG), pick(["/ws", "/socket.io/?EIO=4", "/live?id=7"])];
    const access = `203.0.113.7 - - [12/May/2025:10:41:07 +0000] "GET ${path} HTTP/1.1" ${status} 157 "-" "curl/8.5.0"`;
    const error = `2025/05/12 10:41:07 [error] 7#7: *3 ${words}, client: 203.0.113.7, server: app.example.com, request: "GET ${path} HTTP/1.1", upstream: "http://127.0.0.1:3000${path}", host: "app.example.com"`;
    const text = random.next().value < 0.5 ? access : error;
    const [said] = explainReading(readText(text), 0);
    if (said === undefined) throw new Error(text);
    const outcomes = said.checks.filter(({ id }) => id !== "status").map(({ outcome }) => outcome);
    expect(outcomes, text).not.toContain("fail");
    expect(JSON.stringify([said.verdict, said.diagnosis]), text).not.toMatch(
      /the browser|s3cret|no request header|browser does not show/i,
    );
    const report = JSON.stringify(reportOfReading(readText(text), { version: "0", otherwise: 0 }));
    expect(report, text).not.toContain("s3cret");
  }
});

/** How a tool says that no response came, and what of a request is in the text before it. */
const ENDS = [
  "curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received",
  "curl: (28) SSL connection timeout",
  "curl: (52) Empty reply from server",
  "curl: (56) Recv failure: Connection reset by peer",
  "curl: (35) OpenSSL SSL_connect: Connection reset by peer",
  "HTTP request sent, awaiting response... No data received.",
  "HTTP request sent, awaiting response... Read error (Connection timed out) in headers.",
  "error: socket hang up",
  "error: Opening handshake has timed out",
  "TimeoutError: timed out during opening handshake",
  "asyncio.exceptions.TimeoutError",
  "Error: read ECONNRESET",
  "websockets.exceptions.InvalidMessage: did not receive a valid HTTP response",
] as const;

test("of a request that is in the text nobody says that it was not sent, whatever ended the test", () => {
  fc.assert(
    fc.property(shapes, fc.constantFrom(...ENDS), fc.boolean(), (shape, end, isMarkedAsNote) => {
      const whole = { ...shape, isWhole: true, hasKey: true };
      const request = [
        `${whole.method} /${whole.path} HTTP/${whole.version}`,
        ...requestOf(whole).map(([name, value]) => `${name}: ${value}`),
      ];
      const text = [...request.map((line) => `> ${line}`), "> ", ...(isMarkedAsNote ? [`* ${end}`] : []), end].join(
        "\n",
      );
      const [said] = explainReading(readText(text), 0);
      const words = JSON.stringify([said?.verdict, said?.diagnosis]);
      expect(said?.verdict.level, text).toBe("failed");
      expect(words, text).not.toMatch(
        /request was (?:not|never) sent|no request was sent|could be sent|never sent|before it was sent|No connection to/i,
      );
    }),
    { numRuns: 300 },
  );
});

test("of a test's last words alone nobody says whether its request was sent", () => {
  for (const end of ENDS.filter((words) => /timed? ?out/i.test(words))) {
    const [said] = explainReading(readText(end), 0);
    expect(JSON.stringify([said?.verdict, said?.diagnosis]), end).not.toMatch(/was sent|no request|never sent/i);
  }
});

test.each(["br", "zstd"])("a body in %s is said to be compressed, not to be missing", (coding) => {
  const text = `> GET /live HTTP/1.1\n> Host: app.example.com\n> User-Agent: curl/8.5.0\n> Upgrade: websocket\n> Connection: Upgrade\n> Sec-WebSocket-Version: 13\n> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n> \n< HTTP/1.1 400 Bad Request\n< Content-Encoding: ${coding}\n< \n`;
  const [said] = explainReading(readText(text), 0);
  const words = JSON.stringify(said?.diagnosis);
  expect(words).toContain(`which is compressed with \`${coding}\` and not read here`);
  expect(words).not.toMatch(/was not recorded here|browser does not show/);
});

describe("a request of a page that broke off after 200", () => {
  const line = (path: string, code: string) => `GET https://example.com${path} net::ERR_${code} 200 (OK)`;

  test.each([
    ["/static/app.js", "INCOMPLETE_CHUNKED_ENCODING"],
    ["/video.mp4?t=1", "HTTP2_PROTOCOL_ERROR"],
    ["/download", "CONTENT_LENGTH_MISMATCH"],
  ])("is none of ours where it is a file or of known length: %s, %s", (path, code) => {
    expect(() => readText(line(path, code))).toThrow("neither a HAR file");
  });

  test("is a stream where neither shows", () => {
    expect(readText(line("/api/events", "INCOMPLETE_CHUNKED_ENCODING")).upgrades).toMatchObject([
      { kind: "event-stream", url: "https://example.com/api/events" },
    ]);
  });
});
