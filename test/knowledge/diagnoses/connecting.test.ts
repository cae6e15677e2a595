import { describe, expect, test } from "vitest";
import { cause, EC, early, failed, opened, ranked, withHeader } from "../failures.ts";

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
  const code = "ERR_SSL_PROTOCOL_ERROR";
  test("where plain connections to the port opened, it is that, and the port stays", () => {
    const others = [opened({ url: "ws://127.0.0.1:9100/live?t=x" })];
    const result = early(code, { url: "wss://127.0.0.1:9100/ok" }, { page: "http://127.0.0.1:3000/", others });
    expect(ranked(result)).toEqual(["likely https-instead-of-http"]);
    const { evidence, fix } = cause(result, "https-instead-of-http");
    expect(evidence).toContain("ws://127.0.0.1:9100/live opened");
    expect(fix?.snippets[0]?.code).toBe('const socket = new WebSocket("ws://127.0.0.1:9100/ok");');
  });
  test("where another handshake got past TLS, the port speaks it", () => {
    const others = [opened({ url: "wss://127.0.0.1:9100/live" })];
    expect(ranked(early(code, { url: "wss://127.0.0.1:9100/ok" }, { others }))).toEqual(["possible http2-only"]);
  });
  test.each([
    ["wss://localhost:3000/a", "https://app.example.com/", "ws://localhost:3000/a"],
    ["wss://192.168.1.7:3000/a", "https://app.example.com/", "wss://192.168.1.7:PORT/a"],
    ["wss://192.168.1.7:3000/a", "http://app.example.com/", "ws://192.168.1.7:3000/a"],
    ["wss://app.example.com:3000/a", "https://app.example.com:8443/", "wss://app.example.com:8443/a"],
    ["wss://live.example.com:3000/a", "https://app.example.com/", "wss://live.example.com:PORT/a"],
  ])("%s on %s: %s", (url, page, offered) => {
    const { fix } = cause(early(code, { url }, { page }), "https-instead-of-http");
    expect(fix?.snippets.map((snippet) => snippet.code)).toEqual([`const socket = new WebSocket("${offered}");`]);
  });
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
