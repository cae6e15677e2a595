import { describe, expect, test } from "vitest";
import { diagnoses } from "../../src/knowledge/diagnoses.ts";
import type { Headers } from "../../src/upgrade/headers.ts";
import {
  BROWSER_HEADERS,
  broken,
  cause,
  diagnosisOf,
  EC,
  EH,
  early,
  failed,
  HTTP2_HEADERS,
  ranked,
  refused,
  type Scene,
  START,
  upgradeOf,
} from "./failures.ts";

/** The page's request with one header set anew. */
function withHeader(name: string, value: string): Headers {
  return [...BROWSER_HEADERS.filter(([other]) => other !== name), [name, value]];
}

/** Another attempt at the same address that opened. */
const opened = (scene: Scene = {}) =>
  upgradeOf({ id: "c0", createdAt: -9000, sentAt: -8990, answer: { status: 101, at: -8980 }, ...scene });

/** Attempts at the same address in the seconds before. */
const attempts = (count: number, scene: Scene = {}) =>
  Array.from({ length: count }, (_, i) =>
    upgradeOf({ id: `a${i}`, createdAt: -1000 * (i + 1), sentAt: -1000 * (i + 1) + 5, ...scene }),
  );

/** A token that ended an hour before `START`; its signature is nonsense. */
const EXPIRED = `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify({ exp: START / 1000 - 3600 })).replaceAll("=", "")}.abc`;

describe("reason-hidden", () => {
  test.each(["", "WebSocket connection to 'wss://a.example/' failed: "])("an empty text: %j", (text) => {
    expect(failed(text).id).toBe("reason-hidden");
  });
  test("suggests an extension, never as certain", () => {
    expect(ranked(failed(""))).toEqual(["likely extension-hides-reason"]);
  });
  test("says how far it came", () => {
    expect(failed("", { sentAt: null }).summary).toContain("before its request was sent");
    expect(failed("").summary).toContain("after its request was sent");
  });
  test("over HTTP/2 a 401 is thought of too", () => {
    expect(ranked(failed("", { headers: HTTP2_HEADERS }))).toEqual([
      "likely extension-hides-reason",
      "possible login-required",
    ]);
  });
});

describe("unsafe-port", () => {
  test("names the port, and is certain", () => {
    const result = early("ERR_UNSAFE_PORT", { url: "ws://127.0.0.1:6000/" });
    expect(result.id).toBe("unsafe-port");
    expect(result.summary).toContain("Port 6000");
    expect(ranked(result)).toEqual(["certain wrong-port"]);
  });
});

describe("local-network-access", () => {
  const code = "ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS";
  const url = "ws://127.0.0.1:9000/";
  test.each<[string, Scene, string | null, string[]]>([
    ["a secure page", { url }, "https://app.example.com/", ["possible permission-denied"]],
    ["a plain page", { url }, "http://app.example.com/", ["likely insecure-context", "possible permission-denied"]],
    [
      "a frame",
      { url, target: "iframe" },
      "https://app.example.com/",
      ["likely frame-not-delegated", "possible permission-denied"],
    ],
    ["an unknown page", { url }, null, ["possible permission-denied"]],
  ])("%s", (_, scene, page, causes) => {
    const result = early(code, scene, { page });
    expect(result.id).toBe("local-network-access");
    expect(ranked(result)).toEqual(causes);
  });
});

describe("blocked-by-client", () => {
  test.each([
    ["ERR_BLOCKED_BY_CLIENT", "likely extension-blocks"],
    ["ERR_BLOCKED_BY_ADMINISTRATOR", "certain administrator-policy"],
    ["ERR_BLOCKED_BY_CSP", "likely csp-source-missing"],
  ])("%s", (code, first) => {
    const result = early(code);
    expect(result.id).toBe("blocked-by-client");
    expect(ranked(result)).toEqual([first]);
  });
});

describe("socket-limit", () => {
  test("counts the connections that were seen", () => {
    expect(failed("Insufficient resources", { sentAt: null }).id).toBe("socket-limit");
    expect(ranked(failed("Insufficient resources", { sentAt: null }))).toEqual(["possible sockets-leaked"]);
    const others = Array.from({ length: 6 }, (_, i) => opened({ id: `o${i}`, createdAt: -90_000, sentAt: -89_000 }));
    const result = failed("Insufficient resources", { sentAt: null }, { others });
    expect(ranked(result)).toEqual(["likely sockets-leaked"]);
    expect(cause(result, "sockets-leaked").why).toContain("6 other connections");
  });
});

describe("closed-by-page", () => {
  const text = "WebSocket is closed before the connection is established.";
  test("a twin at the same moment points to a double mount", () => {
    const result = failed(text, {}, { others: [opened({ createdAt: 4, sentAt: 8, answer: { status: 101, at: 20 } })] });
    expect(result.id).toBe("closed-by-page");
    expect(ranked(result)).toEqual(["likely strict-mode-double-mount", "possible closed-too-early"]);
    expect(cause(result, "strict-mode-double-mount").evidence[0]).toContain("4 ms apart");
  });
  test("a twin at another URL, or much later, does not", () => {
    expect(ranked(failed(text, {}, { others: [opened({ url: "wss://app.example.com/b", createdAt: 4 })] }))).toEqual([
      "possible closed-too-early",
    ]);
    expect(ranked(failed(text, {}, { others: [opened({ createdAt: 4000 })] }))).toEqual(["possible closed-too-early"]);
  });
  test("after a long wait it is a time-out of the page", () => {
    expect(ranked(failed(text, { errorAt: 5000 }))).toEqual(["likely client-timeout"]);
  });
});

describe("handshake-timed-out", () => {
  const text = "WebSocket opening handshake timed out";
  test("with the request sent", () => {
    const result = failed(text, { errorAt: 240_020 });
    expect(result.id).toBe("handshake-timed-out");
    expect(result.summary).toContain("after 4 min without an answer");
    expect(ranked(result)).toEqual([
      "possible upgrade-ignored-by-server",
      "possible wrong-path",
      "possible upstream-hangs",
    ]);
  });
  test("never sent: not the server's handler", () => {
    const result = failed(text, { sentAt: null, url: "wss://app.example.com:8080/x", errorAt: 240_000 });
    expect(result.summary).toContain("never sent");
    expect(ranked(result)).toEqual(["likely https-instead-of-http", "possible firewall-drops", "possible wrong-host"]);
  });
});

describe("handshake-canceled", () => {
  test("a client certificate is asked for within TLS, before the request", () => {
    const text = "WebSocket opening handshake was canceled";
    expect(failed(text).id).toBe("handshake-canceled");
    expect(ranked(failed(text))).toEqual(["possible page-left"]);
    expect(ranked(failed(text, { sentAt: null }))).toEqual([
      "likely client-certificate-required",
      "possible page-left",
    ]);
    expect(ranked(failed(text, { sentAt: null, url: "ws://localhost/" }))).toEqual(["possible page-left"]);
  });
  test.each(["navigation", "target-gone"] as const)("ended by %s: certain, and harmless", (ended) => {
    const result = diagnosisOf({ ended });
    expect(result?.id).toBe("handshake-canceled");
    expect(result && ranked(result)).toEqual(["certain page-left"]);
  });
  test("ended without a word", () => {
    expect(diagnosisOf({ ended: "closed" })?.id).toBe("handshake-canceled");
  });
  test("a stray end of something never announced is not judged", () => {
    expect(diagnosisOf({ createdAt: null, sentAt: null, ended: "closed" })).toBeNull();
  });
});

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

describe("name-not-resolved", () => {
  test.each<[string, string, string | null, string[]]>([
    [
      "a public name",
      "wss://live.example.com/",
      "https://app.example.com/",
      ["possible wrong-host", "possible dns-split-horizon"],
    ],
    [
      "a container's name",
      "ws://backend:8080/",
      "https://app.example.com/",
      ["likely wrong-host", "possible dns-split-horizon"],
    ],
    [
      "a container's name, local page",
      "ws://backend:8080/",
      "http://localhost/",
      ["possible wrong-host", "possible dns-split-horizon"],
    ],
    [
      "the page's own name",
      "wss://app.example.com/",
      "https://app.example.com/",
      ["possible offline", "possible vpn-change"],
    ],
  ])("%s", (_, url, page, causes) => {
    const result = early("ERR_NAME_NOT_RESOLVED", { url }, { page });
    expect(result.id).toBe("name-not-resolved");
    expect(ranked(result)).toEqual(causes);
  });
});

describe("connection-refused", () => {
  const url = "wss://app.example.com:8080/live";
  test("another port than the page's is a possible cause", () => {
    const result = early("ERR_CONNECTION_REFUSED", { url });
    expect(result.id).toBe("connection-refused");
    expect(result.summary).toBe("The connection to `app.example.com:8080` was refused.");
    expect(ranked(result)).toEqual(["likely upstream-down", "possible wrong-port"]);
    expect(cause(result, "wrong-port").title).toContain("the page uses 443, this URL 8080");
  });
  test("the page's own port is not suspected", () => {
    expect(ranked(early("ERR_CONNECTION_REFUSED"))).toEqual(["likely upstream-down"]);
  });
  test("an attempt that opened points to a restart", () => {
    expect(ranked(early("ERR_CONNECTION_REFUSED", {}, { others: [opened()] }))[0]).toBe("likely server-restart");
  });
  test("localhost in the URL of a page from elsewhere", () => {
    const url = "ws://localhost:3000/live";
    expect(ranked(early("ERR_CONNECTION_REFUSED", { url }))).toContain("likely wrong-host");
    const page = "http://localhost:5173/";
    expect(ranked(early("ERR_CONNECTION_REFUSED", { url }, { page }))).toEqual([
      "likely upstream-down",
      "possible wrong-port",
    ]);
  });
  test("Vite's own client gets Vite's own setting", () => {
    const headers = withHeader("Sec-WebSocket-Protocol", "vite-hmr");
    const result = failed(`${EC}net::ERR_CONNECTION_REFUSED`, { headers, url: "wss://app.example.com:5173/" });
    expect(cause(result, "wrong-port").fix?.snippets[0]?.code).toContain("clientPort: 443");
  });
});

describe("connection-timed-out", () => {
  test.each([
    ["wss://app.example.com:8080/", "likely firewall-drops"],
    ["wss://app.example.com/", "possible firewall-drops"],
  ])("%s", (url, first) => {
    const result = early("ERR_CONNECTION_TIMED_OUT", { url });
    expect(result.id).toBe("connection-timed-out");
    expect(ranked(result)[0]).toBe(first);
  });
});

describe("network-unreachable", () => {
  test.each([
    ["ERR_INTERNET_DISCONNECTED", "likely offline"],
    ["ERR_ADDRESS_UNREACHABLE", "possible vpn-change"],
    ["ERR_NETWORK_CHANGED", "certain vpn-change"],
    ["ERR_NETWORK_ACCESS_DENIED", "likely firewall-drops"],
    ["ERR_NETWORK_IO_SUSPENDED", "likely machine-slept"],
  ])("%s", (code, only) => {
    expect(early(code).id).toBe("network-unreachable");
    expect(ranked(early(code))).toEqual([only]);
  });
});

describe("certificate-invalid", () => {
  test.each<[string, string, string[]]>([
    ["ERR_CERT_AUTHORITY_INVALID", "wss://localhost:8443/", ["likely self-signed-certificate"]],
    [
      "ERR_CERT_AUTHORITY_INVALID",
      "wss://app.example.com/",
      ["possible self-signed-certificate", "possible corporate-proxy"],
    ],
    ["ERR_CERT_KNOWN_INTERCEPTION_BLOCKED", "wss://app.example.com/", ["certain corporate-proxy"]],
    ["ERR_CERT_DATE_INVALID", "wss://app.example.com/", ["likely certificate-expired"]],
    ["ERR_CERT_COMMON_NAME_INVALID", "wss://app.example.com/", ["certain certificate-name-mismatch"]],
    ["ERR_CERT_REVOKED", "wss://app.example.com/", ["certain certificate-revoked"]],
    ["ERR_CERT_WEAK_SIGNATURE_ALGORITHM", "wss://app.example.com/", ["certain certificate-too-weak"]],
    ["ERR_CERT_INVALID", "wss://app.example.com/", []],
    ["ERR_CERTIFICATE_TRANSPARENCY_REQUIRED", "wss://app.example.com/", []],
    ["ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN", "wss://app.example.com/", []],
    ["ERR_INSECURE_RESPONSE", "wss://app.example.com/", []],
  ])("%s at %s", (code, url, causes) => {
    const result = early(code, { url });
    expect(result.id).toBe("certificate-invalid");
    expect(result.summary).toContain(code);
    expect(ranked(result)).toEqual(causes);
  });
});

describe("tls-failed", () => {
  test.each<[string, string, string[]]>([
    ["ERR_SSL_PROTOCOL_ERROR", "wss://localhost:3000/", ["likely https-instead-of-http", "possible http2-only"]],
    ["ERR_SSL_PROTOCOL_ERROR", "wss://live.example.com/", ["possible https-instead-of-http", "possible http2-only"]],
    // The page came over https from the same port.
    ["ERR_SSL_PROTOCOL_ERROR", "wss://app.example.com/", ["possible http2-only"]],
    ["ERR_SSL_VERSION_OR_CIPHER_MISMATCH", "wss://app.example.com/", ["likely old-tls"]],
    ["ERR_SSL_UNRECOGNIZED_NAME_ALERT", "wss://app.example.com/", ["likely server-name-unknown"]],
    ["ERR_BAD_SSL_CLIENT_AUTH_CERT", "wss://app.example.com/", ["likely client-certificate-required"]],
    ["ERR_ECH_NOT_NEGOTIATED", "wss://app.example.com/", []],
    ["ERR_ALPN_NEGOTIATION_FAILED", "wss://app.example.com/", []],
  ])("%s at %s", (code, url, causes) => {
    const result = early(code, { url });
    expect(result.id).toBe("tls-failed");
    expect(ranked(result)).toEqual(causes);
  });
});

describe("proxy-tunnel-failed", () => {
  const text = "Establishing a tunnel via proxy server failed.";
  test("another port than 443 is named, with the setting for Squid", () => {
    const result = failed(text, { sentAt: null, url: "wss://app.example.com:8443/" });
    expect(result.id).toBe("proxy-tunnel-failed");
    expect(ranked(result)).toEqual(["certain corporate-proxy"]);
    expect(result.causes[0]?.why).toContain("Port 8443 is not 443");
    expect(result.causes[0]?.fix?.snippets.at(-1)?.code).toBe("acl SSL_ports port 8443");
  });
  test("port 443 is not", () => {
    expect(failed(text, { sentAt: null }).causes[0]?.why).not.toContain("443");
  });
  test.each([
    "ERR_PROXY_CONNECTION_FAILED",
    "ERR_PROXY_AUTH_UNSUPPORTED",
    "ERR_PROXY_CERTIFICATE_INVALID",
    "ERR_MANDATORY_PROXY_CONFIGURATION_FAILED",
    "ERR_NO_SUPPORTED_PROXIES",
    "ERR_SOCKS_CONNECTION_FAILED",
  ])("%s", (code) => {
    expect(early(code).id).toBe("proxy-tunnel-failed");
  });
});

describe("authentication-required", () => {
  test("401", () => {
    const result = failed("HTTP Authentication failed; no valid credentials available");
    expect(result.id).toBe("authentication-required");
    expect(ranked(result)).toEqual(["likely login-required"]);
  });
  test("an expired token in the query is named, not shown", () => {
    const result = failed("HTTP Authentication failed; no valid credentials available", {
      url: `wss://app.example.com/live?access_token=${EXPIRED}`,
    });
    expect(result.causes[0]?.title).toBe("The token has expired");
    expect(result.causes[0]?.evidence[0]).toBe("query parameter access_token: a token that had expired 1 h earlier");
    expect(JSON.stringify(result)).not.toContain(EXPIRED);
  });
  test.each(["Proxy authentication failed", `${EC}net::ERR_UNEXPECTED_PROXY_AUTH`])("407: %s", (text) => {
    expect(failed(text).id).toBe("authentication-required");
    expect(ranked(failed(text))).toEqual(["likely corporate-proxy"]);
  });
});

describe("redirected", () => {
  const location = (value: string) => ({ status: 302, headers: [["Location", value]] as const });
  test.each<[string, number, Scene, string[]]>([
    ["plain", 301, { url: "ws://app.example.com/live" }, ["likely redirect-to-https", "possible wrong-path"]],
    ["plain, this machine", 301, { url: "ws://localhost/live" }, ["possible redirect-to-https", "possible wrong-path"]],
    ["secure, permanent", 308, {}, ["possible wrong-path"]],
    ["secure, temporary", 302, {}, ["possible login-required", "possible wrong-path"]],
  ])("%s %i", (_, status, scene, causes) => {
    const result = refused(status, scene);
    expect(result.id).toBe("redirected");
    expect(ranked(result)).toEqual(causes);
  });
  test("where the Location is known, it decides", () => {
    const scene = { error: null, url: "ws://app.example.com/live" };
    const secure = diagnosisOf({ ...scene, answer: location("https://app.example.com/live?token=abc123") });
    expect(secure && ranked(secure)[0]).toBe("certain redirect-to-https");
    expect(JSON.stringify(secure)).not.toContain("abc123");
    const login = diagnosisOf({ ...scene, answer: location("http://login.example.net/") });
    expect(login && ranked(login)).toEqual(["likely login-required", "possible wrong-path"]);
  });
  test("a path without a slash at its end is named", () => {
    expect(cause(refused(301), "wrong-path").why).toContain("no slash at the end");
    expect(cause(refused(301, { url: "wss://app.example.com/live/" }), "wrong-path").why).not.toContain("no slash");
  });
});

describe("answered-as-page", () => {
  test("200, with nothing else known: all are possible", () => {
    const result = refused(200);
    expect(result.id).toBe("answered-as-page");
    expect(ranked(result)).toEqual([
      "possible spa-fallback",
      "possible upgrade-not-forwarded",
      "possible upgrade-ignored-by-server",
      "possible wrong-path",
    ]);
  });
  test("an HTML page raises the fallback, another type takes it out", () => {
    const page = (type: string) =>
      diagnosisOf({ answer: { status: 200, headers: [["Content-Type", type]] }, headers: BROWSER_HEADERS });
    expect(page("text/html; charset=utf-8")?.causes[0]).toMatchObject({ id: "spa-fallback", likelihood: "likely" });
    expect(page("application/json")?.causes.map(({ id }) => id)).not.toContain("spa-fallback");
  });
  test("a captive portal only on a plain, public address", () => {
    expect(ranked(refused(200, { url: "ws://app.example.com/live" }))).toContain("possible captive-portal");
    expect(ranked(refused(200, { url: "ws://localhost/live" }))).not.toContain("possible captive-portal");
  });
  test("204 is no page of an application", () => {
    expect(refused(204).id).toBe("answered-as-page");
    expect(ranked(refused(204))).not.toContain("possible spa-fallback");
  });
});

describe("bad-request", () => {
  test("behind nginx its headers are suspected, with nginx's own block first", () => {
    const result = refused(400, {}, { server: "nginx/1.22.1" });
    expect(result.id).toBe("bad-request");
    expect(ranked(result)[0]).toBe("likely upgrade-not-forwarded");
    expect(result.causes[0]?.title).toMatch(/^nginx may not pass/);
    expect(result.causes[0]?.evidence[0]).toContain("nginx/1.22.1");
    expect(result.causes[0]?.fix?.snippets[0]?.for).toBe("nginx");
  });
  test("without any mark it is only possible, and names nobody", () => {
    const forwarded = cause(refused(400), "upgrade-not-forwarded");
    expect(forwarded.likelihood).toBe("possible");
    expect(forwarded.title).toMatch(/^A proxy on the way/);
  });
  test("a product that passes upgrades by default is not likely", () => {
    expect(ranked(refused(400, {}, { server: "cloudflare" }))).not.toContain("likely upgrade-not-forwarded");
  });
  test("over HTTP/2 there are no such headers", () => {
    expect(ranked(refused(400, { headers: HTTP2_HEADERS }))).toEqual([
      "possible h2-without-extended-connect",
      "possible handshake-refused",
    ]);
  });
  test("Engine.IO sessions: sticky sessions, more so after other sessions", () => {
    const url = (sid: string) => `wss://app.example.com/socket.io/?EIO=4&transport=websocket&sid=${sid}`;
    expect(ranked(refused(400, { url: url("a") }))).toContain("possible sticky-sessions-missing");
    const others = [upgradeOf({ id: "c0", url: url("b"), error: `${EH}Unexpected response code: 400` })];
    expect(ranked(refused(400, { url: url("a") }, { others }))[0]).toBe("likely sticky-sessions-missing");
    expect(ranked(refused(400))).not.toContain("possible sticky-sessions-missing");
  });
  test("EIO=3: an older client", () => {
    const url = "wss://app.example.com/socket.io/?EIO=3&transport=websocket";
    expect(cause(refused(400, { url }), "client-version-mismatch").fix?.snippets[0]?.code).toContain("allowEIO3: true");
  });
  test("ws:// to port 443", () => {
    expect(ranked(refused(400, { url: "ws://app.example.com:443/" }))).toContain("likely http-instead-of-https");
    expect(ranked(refused(400, { url: "ws://app.example.com/" }))).not.toContain("possible http-instead-of-https");
  });
});

describe("forbidden", () => {
  test("another origin than the URL's is likely rejected", () => {
    const result = refused(403, { headers: withHeader("Origin", "https://other.example.com") });
    expect(result.id).toBe("forbidden");
    expect(ranked(result)).toEqual(["likely origin-rejected", "possible login-required"]);
    expect(result.causes[0]?.evidence[0]).toBe("request header Origin: https://other.example.com");
    expect(result.causes[0]?.fix?.snippets[0]?.code).toContain("https://other.example.com");
  });
  test("the same origin only possibly", () => {
    expect(ranked(refused(403))).toEqual(["possible origin-rejected", "possible login-required"]);
  });
  test("behind nginx the Host is suspected", () => {
    expect(ranked(refused(403, {}, { server: "nginx" }))[0]).toBe("likely host-not-forwarded");
  });
  test("Envoy has a switch of its own", () => {
    expect(ranked(refused(403, {}, { server: "envoy" }))).toContain("likely websockets-disabled");
  });
  test("Cloudflare possibly asks for a check; its header makes it certain", () => {
    expect(ranked(refused(403, {}, { server: "cloudflare" }))).toContain("possible waf-challenge");
    const told = diagnosisOf({ answer: { status: 403, headers: [["cf-mitigated", "challenge"]] } });
    expect(told && ranked(told)[0]).toBe("certain waf-challenge");
  });
  test("the recognised protocol decides which setting is shown", () => {
    const headers = withHeader("Sec-WebSocket-Protocol", "actioncable-v1-json");
    const rails = cause(refused(403, { headers }), "origin-rejected").fix?.snippets;
    expect(rails?.map((snippet) => snippet.for)).toEqual(["Rails"]);
  });
  test("a hostile Origin does not get into a snippet", () => {
    const result = refused(403, { headers: withHeader("Origin", 'https://a.example"]; system("x")') });
    const codes = cause(result, "origin-rejected").fix?.snippets.map(({ code }) => code) ?? [];
    expect(codes.join("\n")).not.toContain("system");
  });
});

describe("not-found", () => {
  test.each([404, 410])("%i: most likely the path", (status) => {
    const result = refused(status);
    expect(result.id).toBe("not-found");
    expect(ranked(result)).toEqual(["likely wrong-path", "possible upgrade-not-forwarded"]);
    expect(result.summary).toContain("`/live`");
  });
  test("behind nginx the forwarding is as likely", () => {
    expect(ranked(refused(404, {}, { server: "nginx" }))).toEqual([
      "likely upgrade-not-forwarded",
      "likely wrong-path",
    ]);
  });
  test("Action Cable answers 404 to an origin that it does not know", () => {
    const headers = withHeader("Sec-WebSocket-Protocol", "actioncable-v1-json");
    expect(ranked(refused(404, { headers }))).toContain("possible origin-rejected");
  });
});

describe("upgrade-required", () => {
  test("the headers were sent, so they were lost or the version was refused", () => {
    const result = refused(426);
    expect(result.id).toBe("upgrade-required");
    expect(result.summary).toContain("although the browser did ask");
    expect(ranked(result)).toEqual(["possible upgrade-not-forwarded", "possible version-refused"]);
    expect(ranked(refused(426, {}, { server: "nginx" }))[0]).toBe("likely upgrade-not-forwarded");
  });
  test("over HTTP/2 no Upgrade header was sent, and none is claimed", () => {
    const result = refused(426, { headers: HTTP2_HEADERS });
    expect(result.summary).not.toContain("although");
    expect(ranked(result)).toEqual(["possible h2-without-extended-connect", "possible version-refused"]);
  });
});

describe("too-many-requests", () => {
  test("the status says it; a loop of the page is added when it was seen", () => {
    expect(refused(429).id).toBe("too-many-requests");
    expect(ranked(refused(429))).toEqual(["certain rate-limited"]);
    expect(ranked(refused(429, {}, { others: attempts(6) }))).toEqual([
      "certain rate-limited",
      "likely reconnect-loop",
    ]);
    expect(ranked(refused(429, {}, { others: attempts(4) }))).toEqual(["certain rate-limited"]);
  });
});

describe("client-error", () => {
  test.each<[number, string[]]>([
    [405, ["possible upgrade-ignored-by-server"]],
    [409, ["possible session-in-use"]],
    [418, []],
    [431, ["certain headers-too-large"]],
    [464, ["possible wrong-protocol-version"]],
    [499, []],
  ])("%i", (status, causes) => {
    expect(refused(status).id).toBe("client-error");
    expect(ranked(refused(status))).toEqual(causes);
  });
  test("405 over HTTP/2", () => {
    expect(ranked(refused(405, { headers: HTTP2_HEADERS }))[0]).toBe("likely h2-without-extended-connect");
  });
});

describe("bad-gateway", () => {
  test.each<[number, string]>([
    [502, "likely upstream-down"],
    [520, "possible upstream-down"],
    [521, "likely upstream-down"],
    [522, "likely firewall-drops"],
    [523, "likely firewall-drops"],
    [525, "likely origin-certificate-invalid"],
    [526, "likely origin-certificate-invalid"],
    [530, "possible upstream-down"],
  ])("%i", (status, first) => {
    expect(refused(status).id).toBe("bad-gateway");
    expect(ranked(refused(status))[0]).toBe(first);
  });
  test("an answer at once is said to be one", () => {
    expect(refused(502).causes[0]?.why).toContain("at once");
    expect(refused(502, { errorAt: 9000 }).causes[0]?.why).not.toContain("at once");
  });
});

describe("service-unavailable", () => {
  test("with nothing else known", () => {
    expect(refused(503).id).toBe("service-unavailable");
    expect(ranked(refused(503))).toEqual(["possible rate-limited", "possible upstream-down"]);
  });
  test("IIS", () => {
    expect(ranked(refused(503, {}, { server: "Microsoft-IIS/10.0" }))[0]).toBe("likely websockets-disabled");
  });
  test("many attempts raise the limit", () => {
    expect(ranked(refused(503, {}, { others: attempts(8) }))).toEqual([
      "likely reconnect-loop",
      "likely rate-limited",
      "possible upstream-down",
    ]);
  });
  test("one that opened points to a restart", () => {
    expect(ranked(refused(503, {}, { others: [opened()] }))[0]).toBe("likely server-restart");
  });
});

describe("gateway-timeout", () => {
  test.each([504, 524])("%i: the gateway waited", (status) => {
    const result = refused(status, { errorAt: 60_020 });
    expect(result.id).toBe("gateway-timeout");
    expect(result.summary).toContain("after 1 min");
    expect(ranked(result)).toEqual([
      "likely upstream-hangs",
      "possible upgrade-ignored-by-server",
      "possible wrong-path",
    ]);
  });
});

describe("server-error", () => {
  test.each<[number, string]>([
    [500, "likely application-error"],
    [501, "possible websockets-disabled"],
    [505, "possible websockets-disabled"],
    [561, "possible login-required"],
    [599, "possible application-error"],
  ])("%i", (status, first) => {
    expect(refused(status).id).toBe("server-error");
    expect(ranked(refused(status))[0]).toBe(first);
  });
});

describe("unexpected-status", () => {
  test("an interim answer", () => {
    expect(refused(103).id).toBe("unexpected-status");
    expect(ranked(refused(103))).toEqual(["likely interim-response", "possible response-rewritten"]);
  });
  test("204 over HTTP/2: only 200 opens there", () => {
    const result = refused(204, { headers: HTTP2_HEADERS });
    expect(result.id).toBe("unexpected-status");
    expect(ranked(result)[0]).toBe("likely h2-without-extended-connect");
  });
  test.each([600, 999, 0])("%i", (status) => {
    expect(refused(status).id).toBe("unexpected-status");
  });
  test("a status line that could not be read", () => {
    expect(failed(EH).id).toBe("unexpected-status");
    expect(failed(EH).summary).toContain("could not be read");
  });
});

describe("upgrade-header-invalid", () => {
  test.each([
    ["'Upgrade' header is missing", "without"],
    ["'Upgrade' header value is not 'WebSocket': h2c", "does not say"],
    ["'Upgrade' header must not appear more than once in a response", "more than one"],
  ])("%s", (detail, words) => {
    const result = failed(EH + detail);
    expect(result.id).toBe("upgrade-header-invalid");
    expect(result.summary).toContain(words);
    expect(ranked(result)).toEqual(["possible response-rewritten", "possible server-handshake-bug"]);
  });
  test("a recognised hop raises the rewriting", () => {
    const result = failed(`${EH}'Upgrade' header is missing`, {}, { server: "nginx" });
    expect(ranked(result)[0]).toBe("likely response-rewritten");
    expect(result.causes[0]?.title).toMatch(/^nginx/);
  });
});

describe("connection-header-invalid", () => {
  test.each([
    ["'Connection' header is missing", "without"],
    ["'Connection' header value must contain 'Upgrade'", "does not say"],
  ])("%s", (detail, words) => {
    const result = failed(EH + detail);
    expect(result.id).toBe("connection-header-invalid");
    expect(result.summary).toContain(words);
  });
});

describe("accept-invalid", () => {
  test.each([
    ["'Sec-WebSocket-Accept' header is missing", "without"],
    ["Incorrect 'Sec-WebSocket-Accept' header value", "does not fit"],
    ["'Sec-WebSocket-Accept' header must not appear more than once in a response", "more than one"],
  ])("%s", (detail, words) => {
    const result = failed(EH + detail);
    expect(result.id).toBe("accept-invalid");
    expect(result.summary).toContain(words);
  });
  test("the answer to another attempt's key proves a kept answer", () => {
    const answer = { status: 101, headers: [["Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="]] as const };
    const scene = { answer, headers: withHeader("Sec-WebSocket-Key", "AQIDBAUGBwgJCgsMDQ4PEA==") };
    const text = `${EH}Incorrect 'Sec-WebSocket-Accept' header value`;
    expect(ranked(failed(text, scene, { others: [opened()] }))[0]).toBe("certain response-cached");
    expect(ranked(failed(text, scene))).not.toContain("certain response-cached");
  });
});

describe("subprotocol-invalid", () => {
  const none = `${EH}Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received`;
  test("offered and not echoed; the values are counted, not shown", () => {
    const result = failed(none, { headers: withHeader("Sec-WebSocket-Protocol", "chat, secret-token") });
    expect(result.id).toBe("subprotocol-invalid");
    expect(ranked(result)).toEqual(["likely subprotocol-not-echoed"]);
    expect(result.causes[0]?.evidence[0]).toBe("request header Sec-WebSocket-Protocol offers 2");
    expect(JSON.stringify(result)).not.toContain("secret-token");
  });
  test.each(["null", "undefined"])("the word %s is an accident", (word) => {
    expect(ranked(failed(none, { headers: withHeader("Sec-WebSocket-Protocol", word) }))[0]).toBe(
      "likely subprotocol-offered-by-accident",
    );
  });
  test.each([
    ["Response must not include 'Sec-WebSocket-Protocol' header if not present in request: chat", "none was offered"],
    ["'Sec-WebSocket-Protocol' header value 'b' in response does not match any of sent values", "was not offered"],
    ["'Sec-WebSocket-Protocol' header must not appear more than once in a response", "more than one"],
  ])("%s", (detail, words) => {
    const result = failed(EH + detail);
    expect(result.id).toBe("subprotocol-invalid");
    expect(result.summary).toContain(words);
    expect(ranked(result)[0]).toBe("likely server-handshake-bug");
  });
});

describe("extensions-invalid", () => {
  test.each([
    ["Found an unsupported extension 'x' in 'Sec-WebSocket-Extensions' header", "likely server-handshake-bug"],
    ["Error in permessage-deflate: Received invalid server_max_window_bits parameter", "likely compression-mismatch"],
    ["Received duplicate permessage-deflate response", "likely compression-mismatch"],
    ["'Sec-WebSocket-Extensions' header value is rejected by the parser: ;;", "likely compression-mismatch"],
  ])("%s", (detail, first) => {
    const result = failed(EH + detail);
    expect(result.id).toBe("extensions-invalid");
    expect(ranked(result)[0]).toBe(first);
  });
});

describe("response-not-http", () => {
  test.each([`${EH}net::ERR_INVALID_HTTP_RESPONSE`, `${EH}Invalid status line`])("%s", (text) => {
    expect(failed(text).id).toBe("response-not-http");
  });
  test("an uncommon port is likely another service", () => {
    const text = `${EH}net::ERR_INVALID_HTTP_RESPONSE`;
    expect(ranked(failed(text, { url: "ws://app.example.com:5432/" }))[0]).toBe("likely wrong-port");
    expect(ranked(failed(text))[0]).toBe("possible wrong-port");
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

describe("frame-header-invalid", () => {
  test("at once after the 101 two handlers are likely, later only possible", () => {
    const text = "Invalid frame header";
    expect(broken(text).id).toBe("frame-header-invalid");
    expect(ranked(broken(text, { errorAt: 40 }))[0]).toBe("likely two-upgrade-handlers");
    expect(ranked(broken(text))).toEqual(["possible two-upgrade-handlers", "possible compression-mismatch"]);
  });
});

describe("reserved-bits-set", () => {
  const text = (bits: string) => `One or more reserved bits are on: ${bits}`;
  test("the first bit is compression", () => {
    const result = broken(text("reserved1 = 1, reserved2 = 0, reserved3 = 0"));
    expect(result.id).toBe("reserved-bits-set");
    expect(ranked(result)[0]).toBe("likely compression-mismatch");
    expect(cause(result, "compression-mismatch").evidence).toContain("no response header Sec-WebSocket-Extensions");
  });
  test("the others are not", () => {
    const result = broken(text("reserved1 = 0, reserved2 = 1, reserved3 = 0"));
    expect(result.id).toBe("reserved-bits-set");
    expect(ranked(result)).toEqual(["possible two-upgrade-handlers", "possible server-frame-bug"]);
  });
});

describe("frame-masked", () => {
  test("a client's role on the server's side", () => {
    expect(broken("A server must not mask any frames that it sends to the client.").id).toBe("frame-masked");
  });
});

describe("opcode-unknown", () => {
  test("a lost frame boundary", () => {
    expect(broken("Unrecognized frame opcode: 7").id).toBe("opcode-unknown");
  });
});

describe("fragmentation-invalid", () => {
  test.each([
    "Received unexpected continuation frame.",
    "Received start of new message but previous message is unfinished.",
  ])("%s", (text) => {
    expect(broken(text).id).toBe("fragmentation-invalid");
  });
});

describe("text-not-utf8", () => {
  test("a text message that is none", () => {
    expect(broken("Could not decode a text frame as UTF-8.").id).toBe("text-not-utf8");
  });
});

describe("close-frame-invalid", () => {
  test.each([
    "Received a broken close frame containing a reserved status code.",
    "Received a broken close frame with an invalid size of 1 byte.",
    "Received a broken close frame containing an invalid size body.",
    "Received a broken close frame containing invalid UTF-8.",
  ])("%s", (text) => {
    expect(broken(text).id).toBe("close-frame-invalid");
  });
});

describe("data-after-close", () => {
  test.each(["Data frame", "Ping", "Pong", "Close", "Unknown frame type"])("%s", (type) => {
    expect(broken(`${type} received after close`).id).toBe("data-after-close");
  });
});

describe("message-too-big", () => {
  test("beyond what the browser takes", () => {
    expect(broken("Message size is too large.").id).toBe("message-too-big");
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

describe("queued-behind-handshake", () => {
  const waiting = (scene: Scene = {}) => upgradeOf({ id: "c0", url: "wss://app.example.com/other", ...scene });
  test("wss:// to an uncommon port may wait for TLS that never comes", () => {
    const result = diagnosisOf({ sentAt: null, url: "wss://app.example.com:3000/" });
    expect(result && ranked(result)).toContain("possible https-instead-of-http");
  });
  test("only after five seconds", () => {
    expect(diagnosisOf({ sentAt: null }, { now: 4999 })).toBeNull();
    expect(diagnosisOf({ sentAt: null }, { now: 5000 })?.id).toBe("queued-behind-handshake");
  });
  test("another handshake to the same host that waits is the likely reason", () => {
    const result = diagnosisOf({ sentAt: null }, { others: [waiting()] });
    expect(result && ranked(result)).toEqual(["likely upstream-hangs"]);
    expect(result?.summary).toContain("while another handshake to the same host waits");
  });
  test.each<[string, Scene]>([
    ["on another port", { url: "wss://app.example.com:8443/other" }],
    ["that has opened", { answer: { status: 101 } }],
  ])("one %s is not", (_, scene) => {
    const result = diagnosisOf({ sentAt: null }, { others: [waiting(scene)] });
    expect(result && ranked(result)).toEqual(["possible firewall-drops"]);
  });
});

describe("no-answer-yet", () => {
  test("only after five seconds without an answer", () => {
    expect(diagnosisOf({}, { now: 5019 })).toBeNull();
    expect(diagnosisOf({}, { now: 5020 })?.id).toBe("no-answer-yet");
    expect(diagnosisOf({ answer: { status: 101 } }, { now: 9000 })).toBeNull();
  });
  test("in a file nothing can be waited for", () => {
    expect(diagnosisOf({ fromFile: true }, { now: 9000 })).toBeNull();
  });
  test("a host that opens others makes an ignored path likely", () => {
    const others = [opened({ url: "wss://app.example.com/other" })];
    const alone = diagnosisOf({});
    const beside = diagnosisOf({}, { others });
    expect(alone && ranked(alone)[0]).toBe("possible upgrade-ignored-by-server");
    expect(beside && ranked(beside)[0]).toBe("likely upgrade-ignored-by-server");
  });
});

test("every diagnosis stands once in the registry", () => {
  expect(new Set(diagnoses.map(({ id }) => id)).size).toBe(diagnoses.length);
});
