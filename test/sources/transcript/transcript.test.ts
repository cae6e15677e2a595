import { describe, expect, test } from "vitest";
import { explainReading } from "../../../src/report/build/of-reading.ts";
import { kindOf, readText } from "../../../src/sources/recognize.ts";

/** What curl 7.88 printed for the lab's /live, its marks and all. */
const CURL = `*   Trying 127.0.0.1:8080...
* Connected to 127.0.0.1 (127.0.0.1) port 8080 (#0)
> GET /live?v=1 HTTP/1.1
> Host: 127.0.0.1:8080
> User-Agent: curl/7.88.1
> Accept: */*
> Connection: Upgrade
> Upgrade: websocket
> Sec-WebSocket-Version: 13
> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
>${" "}
< HTTP/1.1 101 Switching Protocols
< Upgrade: websocket
< Connection: Upgrade
< Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
<${" "}
{ [9 bytes data]
* Operation timed out after 1001 milliseconds with 9 bytes received
curl: (28) Operation timed out after 1001 milliseconds with 9 bytes received
`;

const REQUEST = [
  "GET /live HTTP/1.1",
  "Host: example.com",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];

function raw(request: readonly string[], response: readonly string[], body = ""): string {
  return [...request, "", ...response, "", body].join("\r\n");
}

test("curl -v", () => {
  const reading = readText(CURL);
  expect(kindOf(CURL)).toBe("transcript");
  expect(reading).toMatchObject({ source: "transcript", startedAt: null, endedAt: null, lost: [] });
  const [said] = explainReading(reading, 0);
  expect(said?.upgrade).toMatchObject({
    url: "ws://127.0.0.1:8080/live?v=1",
    request: { at: null },
    response: { status: 101, at: null },
  });
  expect(said?.checks.map(({ id, outcome }) => [id, outcome])).toEqual(
    expect.arrayContaining([
      ["status", "pass"],
      ["accept", "pass"],
      ["key", "pass"],
      ["upgrade", "pass"],
    ]),
  );
  expect(said?.verdict.sentence).toMatch(/^The handshake succeeded\. The file does not say/);
});

test("curl -v over TLS, with Windows line ends, a refusal and its body", () => {
  const text = CURL.replace("* Connected", "* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384\n* Connected")
    .replace("127.0.0.1:8080\n", "example.com\n")
    .replace(/< HTTP[\s\S]*/, "< HTTP/1.1 502 Bad Gateway\n< Server: nginx/1.22.1\n< \n<html>HTTP/1.1 101 Forged\n")
    .replaceAll("\n", "\r\n");
  const [said, ...more] = explainReading(readText(text), 0);
  expect(more).toEqual([]);
  expect(said?.upgrade).toMatchObject({
    url: "wss://example.com/live?v=1",
    response: { status: 502, statusText: "Bad Gateway" },
  });
  expect(said?.diagnosis?.id).toBe("bad-gateway");
  expect(said?.intermediaries.map(({ id }) => id)).toEqual(["nginx"]);
});

test("HTTP/2 as curl writes it", () => {
  const text =
    "> GET /live HTTP/2\n> Host: example.com\n> upgrade: websocket\n> \n< HTTP/2 400 \n< server: envoy\n< \n";
  expect(explainReading(readText(text), 0)[0]).toMatchObject({
    upgrade: { response: { status: 400, statusText: "" } },
    diagnosis: { id: "bad-request" },
  });
});

describe("a raw transcript", () => {
  test.each([
    [
      ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: wrong"],
      "accept",
      "fail",
    ],
    [["HTTP/1.1 101 Switching Protocols", "Upgrade: h2c", "Connection: Upgrade"], "upgrade", "fail"],
    [["HTTP/1.1 403 Forbidden"], "status", "fail"],
  ])("%j: the check %s is %s", (response, id, outcome) => {
    const [said] = explainReading(readText(raw(REQUEST, response)), 0);
    expect(said?.checks.find((check) => check.id === id)?.outcome).toBe(outcome);
  });

  test("a response alone is taken for what was wondered about", () => {
    const [said] = explainReading(readText("HTTP/1.1 426 Upgrade Required\nUpgrade: websocket\n\n"), 0);
    expect(said?.upgrade).toMatchObject({ url: null, request: null, response: { status: 426 } });
    expect(said?.diagnosis?.id).toBe("upgrade-required");
  });

  test("a request alone: the file holds no response", () => {
    const [said] = explainReading(readText(REQUEST.join("\n")), 0);
    expect(said?.verdict).toMatchObject({
      level: "unknown",
      sentence: "The handshake request was sent; the file contains no response to it.",
    });
  });

  test("100 Continue is not the response", () => {
    const [said] = explainReading(
      readText(raw(REQUEST, ["HTTP/1.1 100 Continue", "", "HTTP/1.1 503 Service Unavailable"])),
      0,
    );
    expect(said?.upgrade.response?.status).toBe(503);
  });

  test("what is no upgrade is evidence about its host", () => {
    const page = raw(["GET / HTTP/1.1", "Host: example.com"], ["HTTP/1.1 200 OK", "Server: nginx/1.22.1"], "<html>");
    const reading = readText(`${page}\r\n${raw(REQUEST, ["HTTP/1.1 400 Bad Request"])}`);
    expect(reading.upgrades).toHaveLength(1);
    expect(reading.hostResponses).toMatchObject([{ url: "http://example.com/", status: 200 }]);
  });

  test("of a page that came over https went over TLS", () => {
    const text = raw([...REQUEST, "Origin: https://example.com"], ["HTTP/1.1 400 Bad Request"]);
    expect(readText(text).upgrades[0]?.url).toBe("wss://example.com/live");
  });

  test("no time is made up", () => {
    const [said] = explainReading(readText(raw(REQUEST, ["HTTP/1.1 400 Bad Request"])), 5e12);
    expect(JSON.stringify(said)).not.toMatch(/NaN|1970|ago|[0-9] ms/);
  });
});

test.each(["hello", "GET / is a request", "HTTP is a protocol", "> quoted mail"])("%j is none", (text) => {
  expect(kindOf(text)).toBe(null);
  expect(() => readText(text)).toThrow("neither a HAR file, nor a report");
});

test("a page alone is none, and says what came with it", () => {
  expect(kindOf("<html></html>")).toBe(null);
  expect(() => readText("<html></html>")).toThrow("only the page of a response, without its headers");
});

describe("an upgrade to something other than a WebSocket", () => {
  const h2c = `> GET /path HTTP/1.1
> Host: example.com
> Connection: Upgrade, HTTP2-Settings
> Upgrade: h2c
> HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA
>${" "}
< HTTP/1.1 101 Switching Protocols
< Connection: Upgrade
< Upgrade: h2c
<${" "}
`;

  test("is listed with what its token means, and judged by no rule of RFC 6455", () => {
    const [explanation] = explainReading(readText(h2c), 0);
    expect(explanation).toMatchObject({
      upgrade: { kind: "other-upgrade", url: "http://example.com/path" },
      verdict: { level: "healthy", headline: "Switched" },
      diagnosis: null,
    });
    expect(explanation?.verdict.sentence).toContain("This is not a WebSocket: `h2c` is HTTP/2");
    expect(explanation?.checks.every(({ outcome }) => outcome === "not-applicable")).toBe(true);
    expect(explanation?.path.request).toBe("GET /path · Upgrade: h2c");
  });

  test("may be refused, and may be unknown", () => {
    const text = "POST /x HTTP/1.1\r\nHost: a.example\r\nUpgrade: made-up/1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
    const [explanation] = explainReading(readText(text), 0);
    expect(explanation?.verdict).toMatchObject({ level: "unknown", headline: "Not switched" });
    expect(explanation?.verdict.sentence).toContain("not in IANA's registry");
    expect(explanation?.upgrade.exchange?.method).toBe("POST");
  });
});
