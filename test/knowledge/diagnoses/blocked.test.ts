import { describe, expect, test } from "vitest";
import { type Around, cause, diagnosisOf, early, failed, opened, ranked, type Scene, upgradeOf } from "../failures.ts";

/** A connection that the browser refused before the network; fails when nothing was diagnosed. */
function blocked(scene: Scene & Required<Pick<Scene, "blocked">>, around: Around = {}) {
  const result = diagnosisOf({ sentAt: null, ...scene }, around);
  if (result === null) throw new Error("nothing was diagnosed");
  return result;
}

const SELF = "connect-src 'self'";

/** The browser's words (Chromium 156). */
const refusal = (url: string, directive: string) =>
  `Connecting to '${url}' violates the following Content Security Policy directive: "${directive}". The action has been blocked.`;

function policy(directive: string, url = "wss://api.example.com:8443/live?token=s3cret") {
  const message = refusal(url, directive);
  return blocked({ url, blocked: { by: "content-security-policy", directive, message } });
}

describe("content-security-policy", () => {
  test("a quoted directive is certain, and the browser's message are kept", () => {
    const result = policy(SELF);
    expect(result).toMatchObject({ id: "content-security-policy", stage: "blocked" });
    expect(result.message).toBe(refusal("wss://api.example.com:8443/live?token=s3cret", SELF));
    expect(ranked(result)).toEqual(["certain csp-source-missing"]);
    expect(cause(result, "csp-source-missing").why).toContain("this URL has a different one");
  });
  test.each([
    [SELF, "connect-src 'self' wss://api.example.com:8443"],
    ["connect-src 'none'", "connect-src wss://api.example.com:8443"],
    ["connect-src https: wss://a.example", "connect-src https: wss://a.example wss://api.example.com:8443"],
    ["default-src 'self' 'unsafe-inline' 'nonce-abc'", "connect-src 'self' wss://api.example.com:8443"],
    ["connect-src <img>`", "connect-src wss://api.example.com:8443"],
    [`connect-src ${"https://a.example ".repeat(60)}`, "connect-src wss://api.example.com:8443"],
  ])("%s: the source to add", (directive, code) => {
    const { fix } = cause(policy(directive), "csp-source-missing");
    expect(fix?.snippets).toEqual([{ for: "Content-Security-Policy", code }]);
    expect(fix?.text).toContain("`wss://api.example.com:8443`");
  });
  test.each([
    ["wss://api.example.com/live", "wss://api.example.com"],
    ["ws://localhost:3000/", "ws://localhost:3000"],
    ["wss://[::1]:9000/", "wss://[::1]:9000"],
  ])("%s is allowed by %s", (url, source) => {
    expect(cause(policy(SELF, url), "csp-source-missing").fix?.snippets[0]?.code).toBe(`connect-src 'self' ${source}`);
  });
  test("the fallback is named as one", () => {
    expect(cause(policy("default-src 'self'"), "csp-source-missing").why).toContain("no `connect-src`");
  });
  test("'self' is not blamed for the page's own host and port", () => {
    const own = cause(policy("connect-src 'self'", "wss://app.example.com/live"), "csp-source-missing");
    expect(own.why).not.toContain("this URL has a different one");
  });
  test("without a directive it is only likely", () => {
    expect(ranked(blocked({ blocked: { by: "content-security-policy" } }))).toEqual(["likely csp-source-missing"]);
  });
  test("evidence repeats neither the URL nor its secrets", () => {
    const result = policy(SELF);
    const said = [...result.evidence, ...result.causes.flatMap(({ evidence }) => evidence)].join("\n");
    expect(said).not.toContain("s3cret");
    expect(said).toContain(`directive: "${SELF}"`);
  });
});

describe("mixed-content", () => {
  test("is certain, and shows the URL with TLS", () => {
    const url = "ws://api.example.com/live?token=s3cret";
    const result = blocked({ url, blocked: { by: "mixed-content" } });
    expect(result.id).toBe("mixed-content");
    expect(ranked(result)).toEqual(["certain http-instead-of-https"]);
    const { fix, evidence } = cause(result, "http-instead-of-https");
    expect(fix?.snippets[0]?.code).toBe('const socket = new WebSocket("wss://api.example.com/live");');
    expect(evidence).toContain("page at https://app.example.com");
  });
  test("on the page's own host the page's scheme decides", () => {
    const result = blocked({ url: "ws://app.example.com/live", blocked: { by: "mixed-content" } });
    expect(cause(result, "http-instead-of-https").fix?.snippets[0]?.code).toContain("location.protocol");
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
  const scene = { blocked: { by: "socket-limit", message: "Insufficient resources" } } as const;
  test("also where only the console tells", () => {
    const result = blocked(scene);
    expect(result.id).toBe("socket-limit");
    expect(ranked(result)).toEqual(["possible sockets-leaked"]);
    expect(cause(result, "sockets-leaked").evidence).toContain("the browser's message: Insufficient resources");
  });
  test("open connections to the same address make a leak likely", () => {
    const others = Array.from({ length: 6 }, (_, i) => upgradeOf({ id: `o${i}`, answer: { status: 101 } }));
    expect(ranked(blocked(scene, { others }))).toEqual(["likely sockets-leaked"]);
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
  test("also where no network event tells: an extension, and no code is claimed", () => {
    const result = blocked({ blocked: { by: "blocked-by-client" } });
    expect(result.id).toBe("blocked-by-client");
    expect(ranked(result)).toEqual(["likely extension-blocks"]);
    expect(cause(result, "extension-blocks").why).not.toContain("code");
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
    ["a blank page", { url }, "about:blank", ["likely page-without-address", "possible permission-denied"]],
    ["a data: page", { url }, "data:text/html,", ["likely page-without-address", "possible permission-denied"]],
    ["a file", { url }, "file:///home/me/page.html", ["possible permission-denied"]],
  ])("%s", (_, scene, page, causes) => {
    const result = early(code, scene, { page });
    expect(result.id).toBe("local-network-access");
    expect(ranked(result)).toEqual(causes);
  });
});
