import { describe, expect, test } from "vitest";
import { applications } from "../../../src/knowledge/applications/registry.ts";
import { explainReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";
import {
  attempts,
  BROWSER_HEADERS,
  cause,
  diagnosisOf,
  EC,
  EH,
  EXPIRED,
  failed,
  HTTP2_HEADERS,
  opened,
  ranked,
  refused,
  type Scene,
  upgradeOf,
  withHeader,
} from "../failures.ts";

describe("authentication-required", () => {
  test("401", () => {
    const result = failed("HTTP Authentication failed; no valid credentials available");
    expect(result.id).toBe("authentication-required");
    expect(ranked(result)).toEqual(["likely login-required"]);
    // No status was reported: it follows from words that Chromium has for this one alone.
    expect(cause(result, "login-required").evidence).toEqual([
      "the browser's message: HTTP Authentication failed; no valid credentials available, its words for status 401",
    ]);
  });
  test.each([
    ["Unexpected response code: 401", { error: `${EH}Unexpected response code: 401` }],
    ["the response itself", { error: null, answer: { status: 401 } }],
  ])("a status that was reported is named: %s", (_, scene: Scene) => {
    const result = diagnosisOf({ ended: "closed", ...scene });
    expect(result?.causes[0]?.evidence).toEqual(["status 401 of the response"]);
  });
  test("from another origin, ws may have refused that", () => {
    const headers = withHeader("Origin", "https://other.example.com");
    const result = failed("HTTP Authentication failed; no valid credentials available", { headers });
    expect(ranked(result)).toEqual(["likely login-required", "possible origin-rejected"]);
    const { fix } = cause(result, "origin-rejected");
    expect(fix?.snippets.map(({ for: name }) => name)).toContain("ws (Node.js)");
    expect(fix?.snippets[0]?.code).toContain('origin === "https://other.example.com"');
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
    expect(failed(text).causes[0]?.evidence[0]).toMatch(/^the browser's message: .*, its words for status 407$/);
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
    for (const elsewhere of ["https://login.example.net/oauth?state=abc", "https://app.example.com/login"]) {
      const other = diagnosisOf({ ...scene, answer: location(elsewhere) });
      expect(other && ranked(other).join()).not.toContain("redirect-to-https");
    }
    const login = diagnosisOf({ ...scene, answer: location("http://login.example.net/") });
    expect(login && ranked(login)).toEqual(["likely login-required"]);
  });
  test("a path without a slash at its end is named", () => {
    expect(cause(refused(301), "wrong-path").why).toContain("no trailing slash");
    expect(cause(refused(301, { url: "wss://app.example.com/live/" }), "wrong-path").why).not.toContain("no slash");
  });
  describe("where plain connections to the port open", () => {
    const url = "ws://127.0.0.1:9100/dir";
    const others = [opened({ url: "ws://127.0.0.1:9100/ok" })];
    const around = { page: "http://127.0.0.1:9100/", server: "nginx/1.22.1" };
    test("it does not redirect all of them to https, and nginx's slash is likely", () => {
      const result = refused(301, { url }, { ...around, others });
      expect(ranked(result)).toEqual(["likely wrong-path", "possible redirect-to-https"]);
      expect(cause(result, "redirect-to-https").fix?.snippets[0]?.code).toContain('"wss://127.0.0.1:PORT/dir"');
      const { why, evidence, fix } = cause(result, "wrong-path");
      expect(why).toContain("ends with a slash");
      expect(evidence).toContain("page at http://127.0.0.1:9100");
      expect(fix?.snippets[0]?.code).toBe('const socket = new WebSocket("ws://127.0.0.1:9100/dir/");');
    });
    test("where only others at the port show it, that is said", () => {
      const result = refused(301, { url }, { page: null, others });
      expect(ranked(result)).toEqual(["possible wrong-path", "possible redirect-to-https"]);
      const { why, evidence } = cause(result, "redirect-to-https");
      expect(why).toContain("another connection to the same host and port opened over `ws://`");
      expect(evidence).toContain("ws://127.0.0.1:9100/ok opened");
    });
    test("a public host that opens plain connections is no likelier to redirect them", () => {
      const scene = { url: "ws://example.net/live" };
      const plain = [opened({ url: "ws://example.net/ok" })];
      expect(ranked(refused(301, scene))[0]).toBe("likely redirect-to-https");
      expect(ranked(refused(301, scene, { others: plain }))).toContain("possible redirect-to-https");
    });
    test("a page of another host shows nothing of this one", () => {
      const page = "https://app.example.com/";
      expect(ranked(refused(301, { url }, { ...around, page }))[0]).toBe("possible redirect-to-https");
    });
  });
  test.each([
    ["ws://app.example.com/live", "wss://app.example.com/live"],
    ["ws://example.net:9100/live", "wss://example.net:PORT/live"],
    ["ws://app.example.com:9100/live", "wss://app.example.com/live"],
  ])("to https without a Location: %s leads to no port that nothing names", (url, secure) => {
    const { fix } = cause(refused(301, { url }), "redirect-to-https");
    expect(fix?.snippets[0]?.code).toBe(`const socket = new WebSocket("${secure}");`);
  });
  test("to https with a Location: its port and path are those of the snippet", () => {
    const answer = { status: 301, headers: [["Location", "https://app.example.com:8443/live/"]] as const };
    const result = diagnosisOf({ error: null, url: "ws://app.example.com:8080/live", answer });
    expect(result?.causes[0]?.fix?.snippets[0]?.code).toContain('"wss://app.example.com:8443/live/"');
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
    expect(result.causes[0]?.title).toMatch(/^nginx may not forward/);
    expect(result.causes[0]?.evidence[0]).toContain("nginx/1.22.1");
    expect(result.causes[0]?.fix?.snippets[0]?.for).toBe("nginx");
  });
  test("without any mark it is only possible, and names nobody", () => {
    const forwarded = cause(refused(400), "upgrade-not-forwarded");
    expect(forwarded.likelihood).toBe("possible");
    expect(forwarded.title).toMatch(/^A proxy along the way/);
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
    // Shown by the URL: before a proxy of which nothing was seen.
    expect(ranked(refused(400, { url: url("a") }))[0]).toBe("possible sticky-sessions-missing");
    const others = [upgradeOf({ id: "c0", url: url("b"), error: `${EH}Unexpected response code: 400` })];
    expect(ranked(refused(400, { url: url("a") }, { others }))[0]).toBe("likely sticky-sessions-missing");
    expect(ranked(refused(400))).not.toContain("possible sticky-sessions-missing");
  });
  test("EIO=3: an older client", () => {
    const url = "wss://app.example.com/socket.io/?EIO=3&transport=websocket";
    expect(cause(refused(400, { url }), "client-version-mismatch").fix?.snippets[0]?.code).toContain("allowEIO3: true");
    expect(ranked(refused(400, { url }))[0]).toBe("possible client-version-mismatch");
  });
  test("ws:// to port 443", () => {
    expect(ranked(refused(400, { url: "ws://app.example.com:443/" }))).toContain("likely http-instead-of-https");
    expect(ranked(refused(400, { url: "ws://app.example.com/" }))).not.toContain("possible http-instead-of-https");
  });
  test("a plain request to a port at which another handshake reached a certificate", () => {
    const error = `${EC}net::ERR_CERT_AUTHORITY_INVALID`;
    const others = [
      upgradeOf({ id: "a", url: "wss://127.0.0.1:9443/other?t=x", sentAt: null, error, ended: "closed" }),
    ];
    const result = refused(400, { url: "ws://127.0.0.1:9443/ok" }, { page: "http://127.0.0.1:9100/", others });
    expect(ranked(result)[0]).toBe("likely http-instead-of-https");
    const { evidence, fix } = cause(result, "http-instead-of-https");
    expect(evidence).toContain("wss://127.0.0.1:9443/other got as far as the server's certificate");
    expect(fix?.snippets[0]?.code).toBe('const socket = new WebSocket("wss://127.0.0.1:9443/ok");');
    for (const elsewhere of ["wss://127.0.0.1:9444/other", "wss://[::1]:9443/other"]) {
      const far = others.map((other) => ({ ...other, url: elsewhere }));
      expect(ranked(refused(400, { url: "ws://127.0.0.1:9443/ok" }, { others: far })).join()).not.toContain("https");
    }
  });
});

describe("bad-request by a recognized library", () => {
  test("Vite: its token or its hosts, and no proxy before them", () => {
    const headers = withHeader("Sec-WebSocket-Protocol", "vite-hmr");
    const result = refused(400, { url: "ws://localhost:5173/?token=s3cret", headers });
    expect(ranked(result)[0]).toBe("likely handshake-refused");
    const { fix, evidence, why } = cause(result, "handshake-refused");
    expect(evidence.join()).not.toContain("s3cret");
    expect(why).not.toContain("allowedHosts");
    expect(fix?.snippets).toEqual([]);
    const named = cause(refused(400, { url: "wss://dev.example.com/?token=s3cret", headers }), "handshake-refused");
    expect(named.why).toContain("allowedHosts");
    expect(named.fix?.snippets).toEqual([{ for: "Vite", code: 'server: { allowedHosts: ["dev.example.com"] }' }]);
  });
  test("Socket.IO: its transports may leave WebSocket out", () => {
    const result = refused(400, { url: "wss://app.example.com/socket.io/?EIO=4&transport=websocket" });
    expect(ranked(result)).toContain("possible websockets-disabled");
    expect(cause(result, "websockets-disabled").fix?.snippets.map(({ for: name }) => name)).toEqual(["Socket.IO"]);
    expect(ranked(refused(400))).not.toContain("possible websockets-disabled");
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
  test("the recognized protocol decides which setting is shown", () => {
    const headers = withHeader("Sec-WebSocket-Protocol", "actioncable-v1-json");
    const rails = cause(refused(403, { headers }), "origin-rejected").fix?.snippets;
    expect(rails?.map((snippet) => snippet.for)).toEqual(["Rails Action Cable"]);
  });
  test("a hostile Origin does not get into a snippet", () => {
    const result = refused(403, { headers: withHeader("Origin", 'https://a.example"]; system("x")') });
    const codes = cause(result, "origin-rejected").fix?.snippets.map(({ code }) => code) ?? [];
    expect(codes.join("\n")).not.toContain("system");
  });
});

describe("not-found", () => {
  test("410: it was there, and was taken away: neither the spelling nor a proxy is blamed", () => {
    const result = refused(410);
    expect(result.id).toBe("not-found");
    expect(ranked(result)).toEqual(["likely endpoint-gone"]);
  });
  test("404: most likely the path", () => {
    const result = refused(404);
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
  test("SockJS answers 404 when its WebSockets are off, and the session is never quoted", () => {
    const result = refused(404, { url: "wss://app.example.com/chat/123/s3cret/websocket" });
    expect(ranked(result)).toContain("possible websockets-disabled");
    const { fix } = cause(result, "websockets-disabled");
    expect(fix?.snippets.map(({ for: name }) => name)).toEqual(["Spring", "SockJS (Node.js)"]);
    const own = cause(result, "wrong-path").fix?.snippets.filter(({ for: name }) => /SockJS|Spring/.test(name));
    expect(own?.map(({ code }) => code).join()).toContain('"/chat"');
    expect(own?.map(({ code }) => code).join()).not.toContain("s3cret");
  });
  test("the path is set in the application and kept by the proxies", () => {
    const { fix } = cause(refused(404, {}, { server: "nginx" }), "wrong-path");
    const names = fix?.snippets.map(({ for: name }) => name) ?? [];
    for (const name of ["ws (Node.js)", "gorilla/websocket", "Spring", "nginx", "curl"]) expect(names).toContain(name);
    expect(new Set(names).size).toBe(names.length);
  });
  test("of an application that nothing names, three ways to set it are shown at most", () => {
    const isApplication = ({ for: name }: { readonly for: string }) => applications.some((one) => one.name === name);
    for (const status of [400, 401, 403, 404, 426, 500]) {
      for (const { id, fix } of refused(status).causes)
        expect(fix?.snippets.filter(isApplication).length ?? 0, `${status} ${id}`).toBeLessThanOrEqual(3);
    }
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
    [464, ["likely wrong-protocol-version"]],
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
  test("a response at once is said to be one", () => {
    expect(refused(502).causes[0]?.why).toContain("at once");
    expect(refused(502, { errorAt: 9000 }).causes[0]?.why).not.toContain("at once");
  });
});

describe("service-unavailable", () => {
  test("with nothing else known", () => {
    expect(refused(503).id).toBe("service-unavailable");
    expect(ranked(refused(503))).toEqual(["possible upstream-down", "possible rate-limited"]);
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
  test("an interim response", () => {
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

describe("not-switched", () => {
  const told = (text: string) => explainReading(readText(text), 0)[0];
  test.each([
    ["WebSocketException: Connection to 'https://app.example.com:0/ws#' was not upgraded to websocket", "Dart"],
    ["Connect failed: websocket: bad handshake", "gorilla/websocket"],
    ['Error Domain=NSURLErrorDomain Code=-1011 "There was a bad response from the server."', "the client"],
    ["error: unable to upgrade connection: page not found", "kubectl"],
  ])("%s", (text, who) => {
    const { verdict, diagnosis } = told(text) ?? {};
    expect(diagnosis?.id).toBe("not-switched");
    expect(verdict?.sentence).toBe(`The response did not open a WebSocket; ${who} does not say which status it had.`);
    expect(diagnosis?.causes.every(({ likelihood }) => likelihood === "possible")).toBe(true);
  });
  test("Dart's port 0 is none", () => {
    const text = "WebSocketException: Connection to 'https://app.example.com:0/ws#' was not upgraded to websocket";
    expect(told(text)?.upgrade.url).toBe("wss://app.example.com/ws");
  });
  test("a status that is told is used", () => {
    expect(told("websocket: bad handshake with resp: 403 403 Forbidden")?.diagnosis?.id).toBe("forbidden");
  });
  test("SignalR's server may have said before that it has none", () => {
    const text =
      "exception when starting connection: WebSockets not supported on the server and there is no fallback transport";
    expect(ranked(told(text)?.diagnosis ?? failed("", {}))).toEqual(["certain websockets-disabled"]);
  });
});

describe("nginx's own page for 403", () => {
  const page = [
    "<html>",
    "<head><title>403 Forbidden</title></head>",
    "<body>",
    "<center><h1>403 Forbidden</h1></center>",
    "<hr><center>nginx/1.24.0</center>",
    "</body>",
    "</html>",
  ];
  const causesOf = (body: readonly string[], length = 153) => {
    const text = [
      "> GET /ws HTTP/1.1",
      "> Host: app.example.com",
      "> Upgrade: websocket",
      "> Connection: Upgrade",
      "> Origin: https://www.example.com",
      "> Sec-WebSocket-Version: 13",
      "> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "> ",
      "< HTTP/1.1 403 Forbidden",
      "< Server: nginx/1.24.0",
      "< Content-Type: text/html",
      `< Content-Length: ${length}`,
      "< ",
      ...body,
      "* Connection #0 to host app.example.com left intact",
    ].join("\n");
    return explainReading(readText(text), 0)[0]?.diagnosis?.causes ?? [];
  };
  test("makes what the server behind nginx may do no more than possible", () => {
    const causes = causesOf(page);
    expect(causes[0]).toMatchObject({ id: "refused-by-proxy", likelihood: "likely" });
    expect(causes.map(({ id }) => id)).toEqual(expect.arrayContaining(["origin-rejected", "host-not-forwarded"]));
    expect(causes.slice(1).map(({ likelihood }) => likelihood)).toEqual(causes.slice(1).map(() => "possible"));
  });
  test("is evidence where it was seen, and none where the body is another of the same length", () => {
    expect(causesOf(page)[0]?.evidence).toContain("body of the response: nginx's own page for 403");
    expect(causesOf(["x".repeat(153)]).map(({ id }) => id)).not.toContain("refused-by-proxy");
  });
});

test("an origin that was sent is not said to be lacking", () => {
  const title = (...origin: readonly string[]) =>
    explainReading(
      readText(
        [
          "> GET /ws HTTP/1.1",
          "> Host: app.example.com",
          "> Upgrade: websocket",
          "> Connection: Upgrade",
          "> Sec-WebSocket-Version: 13",
          "> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          ...origin,
          "> ",
          "< HTTP/1.1 403 Forbidden",
          "< Content-Type: text/plain",
          "< ",
          "Cross origin websockets not allowed",
        ].join("\n"),
      ),
      0,
    )[0]?.diagnosis?.causes[0]?.title;
  expect(title("> Origin: https://www.example.com")).toBe("The server does not accept the origin of this request");
  expect(title()).toBe("The server does not accept the origin of this request, or the lack of one");
});
