import { expect, test } from "vitest";
import { explainReading, reportOfReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognise.ts";

/** Numbers that look random and are the same in every run (a linear congruential generator). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const STATUSES = [200, 204, 301, 400, 401, 403, 404, 405, 426, 429, 500, 502, 503, 504];
const BODIES = [
  "",
  "nope",
  '{"code":3,"message":"Bad request"}',
  "<html><p>404</p></html>",
  "Invalid Upgrade header",
  "Connection header did not include 'upgrade'",
  "Forbidden",
  "upstream connect error or disconnect/reset before headers. reset reason: protocol error",
  "x".repeat(900),
];
const SERVERS = ["nginx/1.25.3", "Caddy", "cloudflare", "Apache/2.4.6", ""];

interface Made {
  readonly text: string;
  readonly isVoid: boolean;
  readonly hasOrigin: boolean;
  readonly hasBody: boolean;
  readonly isHttp1: boolean;
  readonly isKeyShort: boolean;
  readonly isEnvoys: boolean;
}

function transcript(next: () => number): Made {
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(next() * list.length)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  };
  const version = pick(["1.1", "1.1", "2", "3"]);
  const method = pick(["GET", "GET", "GET", "HEAD"]);
  const [hasKey, hasVersion, hasOrigin, isMarked] = [next() < 0.7, next() < 0.8, next() < 0.5, next() < 0.7];
  const isKeyShort = hasKey && next() < 0.2;
  const body = pick(BODIES);
  const server = pick(SERVERS);
  const request = [
    `${method} /${pick(["ws", "live", "socket.io/?EIO=4&transport=websocket", "signalr?id=1"])} HTTP/${version}`,
    "Host: app.example.com",
    "User-Agent: curl/8.5.0",
    "Connection: Upgrade",
    "Upgrade: websocket",
    ...(hasVersion ? ["Sec-WebSocket-Version: 13"] : []),
    ...(hasKey ? [`Sec-WebSocket-Key: ${isKeyShort ? "qjaovfzeqzo=" : "dGhlIHNhbXBsZSBub25jZQ=="}`] : []),
    ...(hasOrigin ? ["Origin: https://other.example.com"] : []),
  ];
  const response = [
    `HTTP/${version} ${pick(STATUSES)} `,
    ...(server === "" ? [] : [`Server: ${server}`]),
    `Content-Type: ${body.startsWith("<") ? "text/html" : "text/plain"}`,
  ];
  const lines = isMarked
    ? [...request.map((line) => `> ${line}`), "> ", ...response.map((line) => `< ${line}`), "< ", body]
    : [...request, "", ...response, "", body];
  const isHttp1 = version === "1.1";
  return {
    text: lines.join("\n"),
    isVoid: !isHttp1 || method === "HEAD" || !hasKey || !hasVersion,
    hasOrigin,
    hasBody: body !== "",
    isHttp1,
    isKeyShort,
    isEnvoys: body.startsWith("upstream connect error"),
  };
}

test("no transcript, whatever is in it, is told what it does not say", () => {
  const random = numbers(9);
  for (let run = 0; run < 3000; run++) {
    const made = transcript(() => random.next().value);
    const [said] = explainReading(readText(made.text), 0);
    if (said === undefined) throw new Error(made.text);
    const { diagnosis, verdict, checks, worries, headers } = said;
    const words = JSON.stringify([verdict, diagnosis, checks, worries]);
    const context = `run ${run}: ${made.text.slice(0, 400)}`;
    expect(headers.request.length, context).toBeGreaterThan(0);
    // The browser had no part in it, and keeps nothing to itself.
    expect(words.match(/[^"]*[Tt]he browser[^"]*/)?.[0], context).toBeUndefined();
    expect(words, context).not.toContain("browser does not show");
    if (made.isHttp1 && !made.isEnvoys)
      expect(words, context).not.toMatch(/over HTTP\/2 or|as over HTTP\/2|h2-without-extended-connect/);
    const causes = diagnosis?.causes.map(({ id }) => id) ?? [];
    if (!made.hasOrigin) expect(causes, context).not.toContain("origin-rejected");
    if (made.hasOrigin) expect(causes, context).not.toContain("origin-missing");
    if (!made.isKeyShort) expect(causes, context).not.toContain("key-invalid");
    if (made.isVoid) {
      expect(verdict.headline, context).toBe("Void test");
      expect(words, context).not.toMatch(/may not forward|along the way may|upgrade-not-forwarded/);
      for (const id of causes)
        expect(["test-over-http2", "request-incomplete", "client-version-mismatch"], context).toContain(id);
    } else expect(causes, context).not.toContain("test-over-http2");
  }
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

const LOG = [
  "connect() failed (111: Connection refused) while connecting to upstream",
  "upstream prematurely closed connection while reading response header from upstream",
  'upstream sent invalid header: "X-Token: s3cret-in-header" while reading response header from upstream',
  "client sent plain HTTP request to HTTPS port while reading client request headers",
];

test("a line of a log is told of no header, no scheme and no browser that it does not have", () => {
  const random = numbers(4);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random.next().value * list.length)];
  for (let run = 0; run < 500; run++) {
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
