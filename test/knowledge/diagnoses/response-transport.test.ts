import { describe, expect, test } from "vitest";
import { explainReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";
import { type Around, broken, cause, EC, EH, failed, HTTP2_HEADERS, opened, ranked } from "../failures.ts";

describe("http2-stream-failed", () => {
  test.each([
    "Stream closed with error: net::ERR_HTTP2_PROTOCOL_ERROR",
    "Stream closed with error: net::ERR_HTTP2_SERVER_REFUSED_STREAM",
    "Stream closed with error: net::ERR_CONNECTION_CLOSED",
    "Connection closed before sending request.",
    "Error getting IP address.",
    `${EC}net::ERR_HTTP2_PROTOCOL_ERROR`,
  ])("%s", (text) => {
    expect(failed(text, { headers: HTTP2_HEADERS }).id).toBe("http2-stream-failed");
  });
  test("ERR_HTTP_1_1_REQUIRED says itself what is wanted", () => {
    expect(ranked(failed("Stream closed with error: net::ERR_HTTP_1_1_REQUIRED"))).toEqual([
      "certain h2-without-extended-connect",
    ]);
  });
  test("an attempt that opened points to a restart", () => {
    const text = "Stream closed with error: net::ERR_CONNECTION_CLOSED";
    expect(ranked(failed(text, {}, { others: [opened()] }))[0]).toBe("likely server-restart");
  });
});

describe("response-not-http", () => {
  test.each([`${EH}net::ERR_INVALID_HTTP_RESPONSE`, `${EH}Invalid status line`])("%s", (text) => {
    expect(failed(text).id).toBe("response-not-http");
  });
  test("an uncommon port is likely another service", () => {
    const text = `${EH}net::ERR_INVALID_HTTP_RESPONSE`;
    expect(ranked(failed(text, { url: "ws://app.example.com:5432/" }))[0]).toBe("likely wrong-port");
    expect(ranked(failed(text)).slice(0, 2)).toEqual(["possible upstream-scheme-mismatch", "possible wrong-port"]);
  });
  test("Apache in front may tunnel what it does not read", () => {
    const result = failed(`${EH}Invalid status line`, {}, { server: "Apache/2.4.41 (Ubuntu)" });
    expect(ranked(result)[0]).toBe("likely upstream-scheme-mismatch");
  });
});

describe("response-broken-off", () => {
  const logged = (words: string) => {
    const line = `2026/11/30 15:50:52 [error] 12#12: *1 ${words}, client: 203.0.113.7, server: , request: "GET /live HTTP/1.1", upstream: "http://127.0.0.1:3000/live", host: "app.example.com"`;
    const [said] = explainReading(readText(line), 0);
    return said;
  };
  // nginx 1.22.1 had sent the server's own 200 in each of these cases.
  test.each([
    ["upstream timed out (110: Connection timed out) while reading upstream", "certain proxy-idle-timeout"],
    ["upstream prematurely closed connection while reading upstream", "certain connection-cut"],
    ["recv() failed (104: Connection reset by peer) while reading upstream", "certain connection-cut"],
    ["recv() failed (104: Connection reset by peer) while sending to client", "likely connection-cut"],
    ["client timed out (110: Connection timed out) while sending to client", "certain connection-cut"],
    [
      "epoll_wait() reported that client prematurely closed connection, so upstream connection is closed too while reading upstream",
      "certain connection-cut",
    ],
  ])("%s", (words, first) => {
    const said = logged(words);
    expect([said?.upgrade.response, said?.diagnosis?.id]).toEqual([null, "response-broken-off"]);
    expect(said?.diagnosis?.causes.map(({ id, likelihood }) => `${likelihood} ${id}`)).toEqual([
      first,
      "possible upgrade-not-forwarded",
    ]);
    expect(said?.diagnosis?.evidence.join()).toContain(words.replace("epoll_wait() reported that ", ""));
    expect(JSON.stringify(said?.diagnosis)).not.toMatch(/50[24]/);
  });
  test.each([
    ["while reading response header from upstream", 504],
    ["while connecting to upstream", 504],
    ["while SSL handshaking to upstream", 504],
  ])("before the headers it is 504: %s", (action, status) => {
    expect(logged(`upstream timed out (110: Connection timed out) ${action}`)?.upgrade.response?.status).toBe(status);
  });
  test("a WebSocket that had been switched ended otherwise", () => {
    const said = logged("upstream timed out (110: Connection timed out) while proxying upgraded connection");
    expect([said?.upgrade.response?.status, said?.diagnosis?.id]).toEqual([101, "logged-at-the-end"]);
  });
  test("a client that left before any response got none of nginx's", () => {
    const words =
      "epoll_wait() reported that client prematurely closed connection, so upstream connection is closed too while sending request to upstream";
    const said = logged(words);
    expect([said?.upgrade.response, said?.diagnosis?.id]).toEqual([null, "handshake-canceled"]);
    expect(said?.diagnosis?.summary).toContain("that is what `client prematurely closed connection` in the log");
  });
});

describe("response-empty", () => {
  const text = "Connection closed before receiving a handshake response";
  test("over TLS only the application is left", () => {
    expect(failed(text).id).toBe("response-empty");
    expect(ranked(failed(text))).toEqual(["possible upstream-down"]);
  });
  test.each([
    ["ws://app.example.com/", "https://app.example.com/", "possible http-instead-of-https"],
    ["ws://app.example.com:443/", null, "likely http-instead-of-https"],
    ["ws://localhost:5173/", "https://localhost:5173/", "likely http-instead-of-https"],
  ])("%s on %s", (url, page, first) => {
    expect(ranked(failed(text, { url }, { page }))[0]).toBe(first);
  });
  test("a port that speaks plain HTTP does not expect TLS", () => {
    const url = "ws://127.0.0.1:9100/dropped";
    const causes = (around: Around) => ranked(failed(text, { url }, { page: null, ...around }));
    expect(causes({})).toContain("possible http-instead-of-https");
    expect(causes({ page: "http://127.0.0.1:9100/" })).toEqual(["possible upstream-down"]);
    expect(causes({ others: [opened({ url: "ws://127.0.0.1:9100/ok" })] })).toEqual(["possible upstream-down"]);
  });
  test.each([
    ["ws://127.0.0.1:9100/a", "http://127.0.0.1:3000/", 'new WebSocket("wss://127.0.0.1:9100/a")'],
    ["ws://example.net/a", "http://example.net:3000/", 'new WebSocket("wss://example.net/a")'],
    ["ws://app.example.com:8443/a", "https://app.example.com/", 'new WebSocket("wss://app.example.com:8443/a")'],
    ["ws://app.example.com:8443/a", "https://app.example.com:8443/", "location.protocol"],
  ])("%s on %s: what is offered changes something, at the port that was meant", (url, page, code) => {
    const { fix } = cause(failed(text, { url }, { page }), "http-instead-of-https");
    expect(fix?.snippets[0]?.code).toContain(code);
  });
  test("a second after the request Engine.IO's timer is thought of", () => {
    expect(ranked(failed(text, { errorAt: 1025 }))[0]).toBe("likely two-upgrade-handlers");
    expect(ranked(failed(text, { errorAt: 3000 }))).not.toContain("likely two-upgrade-handlers");
  });
});

describe("connection-reset", () => {
  test.each([
    [`${EH}net::ERR_CONNECTION_RESET`, "after the request"],
    [`${EH}net::ERR_CONNECTION_CLOSED`, "after the request"],
    [`${EC}net::ERR_CONNECTION_RESET`, "before the handshake request"],
    [`${EC}net::ERR_CONNECTION_CLOSED`, "before the handshake request"],
  ])("%s", (text, words) => {
    const result = failed(text);
    expect(result.id).toBe("connection-reset");
    expect(result.summary).toContain(words);
  });
  test("on this machine no company's proxy is suspected", () => {
    const text = `${EH}net::ERR_CONNECTION_RESET`;
    expect(ranked(failed(text))).toContain("possible corporate-proxy");
    expect(ranked(failed(text, { url: "ws://localhost:3000/" }))).toEqual(["possible application-error"]);
  });
});

describe("network-error", () => {
  test("a known code comes with its meaning, an unknown one alone", () => {
    expect(failed(`${EH}net::ERR_RESPONSE_HEADERS_TRUNCATED`)).toMatchObject({ id: "network-error", causes: [] });
    expect(failed(`${EH}net::ERR_RESPONSE_HEADERS_TRUNCATED`).summary).toContain("before they were complete");
    expect(failed(`${EH}net::ERR_BRAND_NEW`).summary).toBe("The browser reported `ERR_BRAND_NEW`.");
    expect(ranked(failed(`${EH}net::ERR_RESPONSE_HEADERS_TOO_BIG`))).toEqual(["certain headers-too-large"]);
  });
  test.each([
    "No handshake stream has been created or handshake stream is already destroyed.",
    "Handshake stream is not readable.",
    "Something new",
    `${EH}something new`,
  ])("words without a rule are shown as they are: %s", (text) => {
    expect(failed(text)).toMatchObject({ id: "network-error", message: text, causes: [] });
    expect(failed(text).summary).toContain(text);
  });
  test("after opening it claims no protocol error", () => {
    expect(broken("Browser sent a text frame containing invalid UTF-8").id).toBe("network-error");
  });
});
