import { describe, expect, it } from "vitest";
import { knownBodies } from "../../src/knowledge/bodies/registry.ts";
import { explainReading } from "../../src/report/build/of-reading.ts";
import { readText } from "../../src/sources/recognize.ts";
import { refused } from "./failures.ts";

/** Status, body and the cause that the body proves or suggests; the URL's path where it matters. */
type Sample = readonly [status: number, body: string, cause: string, path?: string];

const ENGINE = "/socket.io/?EIO=4&transport=websocket";

function explained([status, body, , path = "/live"]: Sample) {
  const text = [
    `> GET ${path} HTTP/1.1`,
    "> Host: app.example.com",
    "> User-Agent: curl/8.5.0",
    "> Upgrade: websocket",
    "> Connection: Upgrade",
    "> Origin: https://app.example.com",
    "> Sec-WebSocket-Version: 13",
    "> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "> ",
    `< HTTP/1.1 ${status} Refused`,
    `< Content-Type: ${body.startsWith("<") ? "text/html" : "text/plain"}`,
    "< ",
    body,
  ].join("\n");
  const [said] = explainReading(readText(text), 0);
  return said;
}

function check(id: string, samples: readonly Sample[]): void {
  const known = knownBodies.find((body) => body.id === id);
  for (const sample of samples) {
    it(`${sample[0]}: ${sample[1]}`, () => {
      const diagnosis = explained(sample)?.diagnosis;
      const [first] = diagnosis?.causes ?? [];
      expect(known?.sentences.map(({ cause }) => cause)).toContain(sample[2]);
      expect(first?.id).toBe(sample[2]);
      expect(first?.evidence.join()).toContain("body of the response: ");
      expect(JSON.stringify(diagnosis)).not.toContain("browser does not show");
      if (first?.likelihood === "certain") expect(diagnosis?.causes.length).toBeLessThanOrEqual(2);
    });
  }
}

describe("engine-io", () => {
  check("engine-io", [
    [400, '{"code":0,"message":"Transport unknown"}', "websockets-disabled", ENGINE],
    [400, '{"code":1,"message":"Session ID unknown"}', "sticky-sessions-missing", `${ENGINE}&sid=abc`],
    [400, '{"code":2,"message":"Bad handshake method"}', "request-incomplete", ENGINE],
    [400, '{"code":3,"message":"Bad request"}', "upgrade-not-forwarded", ENGINE],
    [403, '{"code":4,"message":"not you"}', "login-required", ENGINE],
    [400, '{"code":5,"message":"Unsupported protocol version"}', "client-version-mismatch", ENGINE],
  ]);
});

describe("signalr", () => {
  check("signalr", [
    [404, "No Connection with that ID", "sticky-sessions-missing"],
    [400, "Connection ID required", "negotiation-missing"],
  ]);
});

describe("ws", () => {
  check("ws", [
    [400, "Invalid Upgrade header", "upgrade-not-forwarded"],
    [400, "Missing or invalid Sec-WebSocket-Key header", "request-incomplete"],
    [426, "Upgrade Required", "upgrade-not-forwarded"],
  ]);
});

describe("gorilla", () => {
  check("gorilla", [
    [403, "Forbidden\nwebsocket: request origin not allowed by Upgrader.CheckOrigin", "origin-rejected"],
    [
      400,
      "websocket: the client is not using the websocket protocol: 'upgrade' token not found in 'Connection' header",
      "upgrade-not-forwarded",
    ],
    [400, "websocket: unsupported version: 13 not found in 'Sec-Websocket-Version' header", "request-incomplete"],
  ]);
});

describe("coder-websocket", () => {
  check("coder-websocket", [
    [
      426,
      'WebSocket protocol violation: Connection header "keep-alive, Upgrade" does not contain Upgrade',
      "server-handshake-bug",
    ],
    [426, 'WebSocket protocol violation: Connection header "close" does not contain Upgrade', "upgrade-not-forwarded"],
    [403, 'request Origin "app.example.com" is not authorized for Host "10.0.0.5"', "origin-rejected"],
  ]);
});

describe("axum", () => {
  check("axum", [
    [400, "Connection header did not include 'upgrade'", "upgrade-not-forwarded"],
    [400, "`Sec-WebSocket-Key` header missing", "request-incomplete"],
  ]);
});

describe("beast", () => {
  check("beast", [
    [400, "The WebSocket handshake Connection field is missing the upgrade token", "upgrade-not-forwarded"],
    [400, "The WebSocket handshake was missing the Sec-WebSocket-Key field", "request-incomplete"],
  ]);
});

describe("ws-rs", () => {
  check("ws-rs", [[400, "WebSocket Protocol Error: Unable to parse WebSocket key.", "request-incomplete"]]);
});

describe("chrome-devtools", () => {
  check("chrome-devtools", [
    [500, "Host header is specified and is not an IP address or localhost.", "host-not-allowed"],
    [
      403,
      "Rejected an incoming WebSocket connection from the https://app.example.com origin. Use the command line flag --remote-allow-origins=https://app.example.com to allow connections from this origin.",
      "origin-rejected",
    ],
  ]);
});

/** Status, a line of the server's own log, and the cause that it proves or suggests. */
function checkLog(lines: readonly (readonly [status: number, line: string, cause: string])[]): void {
  it.each(lines)("%i: %s", (status, line, cause) => {
    const explanations = explainReading(readText(line), 0);
    expect(explanations.length).toBe(1);
    const [said] = explanations;
    expect(said?.upgrade.response?.status).toBe(status);
    const [first] = said?.diagnosis?.causes ?? [];
    expect(first?.id).toBe(cause);
    expect(first?.evidence.join()).toContain("log of ");
    expect(first?.why).not.toContain("body of its response");
  });
}

describe("x-net-websocket", () => {
  check("x-net-websocket", [
    [400, "not websocket protocol", "upgrade-not-forwarded"],
    [400, "missing or bad WebSocket Version", "request-incomplete"],
    [400, "mismatch challenge/response", "request-incomplete"],
  ]);
});

describe("sockjs", () => {
  check("sockjs", [[200, "Welcome to SockJS!", "wrong-path"]]);
});

describe("home-assistant", () => {
  checkLog([
    [
      400,
      "2024-02-01 10:00:00.123 ERROR (MainThread) [homeassistant.components.http.forwarded] A request from a reverse proxy was received from 172.30.33.2, but your HTTP integration is not set-up for reverse proxies",
      "proxy-not-trusted",
    ],
    [
      400,
      "2024-02-01 10:00:00.123 ERROR (MainThread) [homeassistant.components.http.forwarded] Received X-Forwarded-For header from an untrusted proxy 172.30.33.2",
      "proxy-not-trusted",
    ],
  ]);
});

describe("apache-log", () => {
  const line = (words: string) => `[Sun Nov 29 14:54:34.501016 2026] [proxy:error] [pid 22014:tid 22016] ${words}`;
  checkLog([
    [
      500,
      line(
        "[client 203.0.113.7:42352] AH01144: No protocol handler was valid for the URL /ws (scheme 'ws'). If you are using a DSO version of mod_proxy, make sure the proxy submodules are included in the configuration using LoadModule.",
      ),
      "upgrade-not-forwarded",
    ],
    [
      500,
      `${line("[remote 127.0.0.1:3000] AH01961:  failed to enable ssl support [Hint: if using mod_ssl, see SSLProxyEngine]")}\n${line("AH00961: wss: failed to enable ssl support for 127.0.0.1:3000 (127.0.0.1)")}`,
      "upstream-tls-disabled",
    ],
    [
      503,
      `${line("(111)Connection refused: AH00957: http: attempt to connect to 127.0.0.1:3000 (127.0.0.1:3000) failed")}\n${line("[client 203.0.113.7:36924] AH01114: HTTP: failed to make connection to backend: 127.0.0.1")}`,
      "upstream-down",
    ],
    [503, line("(13)Permission denied: AH00957: WS: attempt to connect to 127.0.0.1:3000 (*) failed"), "upstream-down"],
    [
      502,
      `${line("(20014)Internal error (specific information not available): [client 203.0.113.7:36942] AH01102: error reading status line from remote server 127.0.0.1:3000")}\n${line("[client 203.0.113.7:36942] AH00898: Error reading from remote server returned by /drop")}`,
      "handshake-dropped",
    ],
  ]);
});

describe("caddy-log", () => {
  const line = (msg: string) =>
    JSON.stringify({
      level: "error",
      ts: 1795963925.8,
      logger: "http.log.error.log0",
      msg,
      request: {
        proto: "HTTP/1.1",
        method: "GET",
        host: "app.example.com",
        uri: "/ws",
        headers: {
          Connection: ["Upgrade"],
          Upgrade: ["websocket"],
          "Sec-Websocket-Version": ["13"],
          "Sec-Websocket-Key": ["dGhlIHNhbXBsZSBub25jZQ=="],
        },
      },
      status: 502,
    });
  checkLog([
    [502, line("dial tcp 127.0.0.1:3000: connect: connection refused"), "upstream-down"],
    [502, line("dial tcp: lookup backend on 127.0.0.11:53: no such host"), "upstream-down"],
    [502, line("dial tcp 10.0.0.7:3000: i/o timeout"), "upstream-down"],
    [502, line("tls: first record does not look like a TLS handshake"), "https-instead-of-http"],
    [502, line("EOF"), "handshake-dropped"],
  ]);
});

describe("traefik-log", () => {
  checkLog([
    [
      502,
      `time="2024-02-01T10:00:00Z" level=debug msg="'502 Bad Gateway' caused by: dial tcp 172.18.0.3:80: connect: connection refused"`,
      "upstream-down",
    ],
    [
      502,
      `2024-02-01T10:00:00Z DBG github.com/traefik/traefik/v3/pkg/proxy/proxy.go:1 > '502 Bad Gateway' caused by: EOF`,
      "handshake-dropped",
    ],
  ]);
});

describe("envoy-log", () => {
  const line = (status: number, flags: string) =>
    `[2026-03-02T09:00:00.042Z] "GET /live HTTP/1.1" ${status} ${flags} 0 85 1 - "-" "curl/8.5.0" "57a040b1" "app.example.com" "10.0.0.7:8080"`;
  checkLog([
    [503, line(503, "UH"), "upstream-down"],
    [503, line(503, "UF,URX"), "upstream-down"],
    [404, line(404, "NR"), "wrong-path"],
    [503, line(503, "UC"), "handshake-dropped"],
    [504, line(504, "UT"), "upstream-hangs"],
    [
      403,
      `[2026-03-02T09:00:00.042Z] "GET /live HTTP/1.1" 403 - upgrade_failed - "-" 0 0 0 - "-" "curl/8.5.0" "57a" "h" "-"`,
      "websockets-disabled",
    ],
  ]);
});

describe("python-engineio", () => {
  const words = "The client is using an unsupported version of the Socket.IO or Engine.IO protocols";
  check("python-engineio", [
    [400, '"Invalid websocket upgrade"', "upgrade-not-forwarded", ENGINE],
    [400, '"Invalid session"', "sticky-sessions-missing", `${ENGINE}&sid=abc`],
    [400, `"${words}"`, "client-version-mismatch", ENGINE],
    [400, '"Invalid transport"', "websockets-disabled", ENGINE],
    [400, '"Bad Request"', "library-missing", ENGINE],
  ]);
  const line = '127.0.0.1 - - [29/Nov/2026 17:53:04] "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1" 400 -';
  const rest = "(further occurrences of this error will be logged with level INFO)";
  checkLog([
    [400, `Invalid websocket upgrade ${rest}\n${line}`, "upgrade-not-forwarded"],
    [400, `Invalid session abcDEF ${rest}\n${line}`, "sticky-sessions-missing"],
    [400, `${words} ${rest}\n${line}`, "client-version-mismatch"],
    [400, `Invalid transport websocket ${rest}\n${line}`, "websockets-disabled"],
    [
      400,
      `WebSocket transport not available. Install simple-websocket for improved performance.\n * Running on http://127.0.0.1:5000\n${line}`,
      "library-missing",
    ],
  ]);
});

describe("werkzeug-log", () => {
  const line = (target: string, status: number) =>
    `203.0.113.7 - - [12/Mar/2026 10:15:32] "GET ${target} HTTP/1.1" ${status} -`;
  const first = (text: string) => {
    const [said] = explainReading(readText(text), 0);
    const [cause] = said?.diagnosis?.causes ?? [];
    return [said?.verdict.level, cause?.id, cause?.likelihood];
  };
  it.each([
    [line(ENGINE, 400), ["failed", "library-missing", "likely"]],
    [line(ENGINE.replace("EIO=4", "EIO=3"), 400), ["failed", "library-missing", "possible"]],
    [line(`${ENGINE}&sid=abc`, 400), ["failed", "upgrade-not-forwarded", "possible"]],
    [line("/ws", 400), ["failed", "handshake-refused", "likely"]],
    [line(ENGINE, 500), ["attention", "logged-at-the-end", "likely"]],
    [line("/ws", 500), ["attention", "logged-at-the-end", "possible"]],
    [`${line("/ws", 500)}\nError on request:\nRuntimeError: no`, ["attention", "logged-at-the-end", "possible"]],
    [
      `${line("/ws", 500)}\nError on request:\nAssertionError: write() before start_response`,
      ["attention", "logged-at-the-end", "certain"],
    ],
    [line(ENGINE, 200).replace(" 200 -", " 200 0 115.168811"), ["attention", "logged-at-the-end", "certain"]],
  ])("%s", (text, expected) => expect(first(text)).toEqual(expected));
  it("has nothing of a poll, which is an ordinary request", () => {
    const poll = line("/socket.io/?EIO=4&transport=polling&t=Oxyz", 200);
    expect(explainReading(readText(`${poll}\n${line(ENGINE, 400)}`), 0).length).toBe(1);
    expect(readText(poll).upgrades.map(({ kind }) => kind)).toEqual(["long-poll"]);
  });
  it("tells no session", () => {
    expect(
      JSON.stringify(explainReading(readText(line(`${ENGINE}&sid=s3cr3tSID`, 400)), 0)[0]?.diagnosis),
    ).not.toContain("s3cr3tSID");
  });
});

describe("heroku-log", () => {
  const line = (code: string, desc: string, status = 503) =>
    `2026-01-18T14:43:51.716759+00:00 heroku[router]: at=error code=${code} desc="${desc}" method=GET path="/live" host=app.example.com request_id=bf66ca fwd="203.0.113.7" dyno=web.1 connect=1ms service=30001ms status=${status} bytes=0`;
  checkLog([
    [503, line("H12", "Request timeout"), "upstream-hangs"],
    [503, line("H13", "Connection closed without response"), "handshake-dropped"],
    [503, line("H18", "Server Request Interrupted"), "handshake-dropped"],
    [503, line("H10", "App crashed"), "upstream-down"],
    [499, line("H27", "Client Request Interrupted", 499), "client-sent-nothing"],
  ]);
  it("tells of an end where the connection was open", () => {
    const [said] = explainReading(readText(line("H15", "Idle connection")), 0);
    expect(said?.diagnosis?.id).toBe("logged-at-the-end");
    expect(said?.diagnosis?.causes.map(({ id, likelihood }) => `${likelihood} ${id}`)).toEqual([
      "certain proxy-idle-timeout",
    ]);
  });
});

describe("django-log", () => {
  const daphne = (word: string) => `WebSocket ${word} /live/ [203.0.113.7:51624]`;
  checkLog([
    [403, `${daphne("HANDSHAKING")}\n${daphne("REJECT")}\n${daphne("DISCONNECT")}`, "origin-rejected"],
    [404, '[12/Mar/2026 10:15:32] "GET /ws/live/ HTTP/1.1" 404 2243', "library-missing"],
  ]);
  it("has an accepted one too", () => {
    const [said, ...more] = explainReading(readText(`${daphne("HANDSHAKING")}\n${daphne("CONNECT")}`), 0);
    expect([said?.verdict.level, more.length]).toEqual(["healthy", 0]);
  });
});

describe("haproxy-log", () => {
  const unreadable = (status: number, state: string) =>
    `203.0.113.7:33648 [29/Nov/2026:14:52:02.709] fe_main fe_main/<NOSRV> -1/-1/-1/-1/0 ${status} 0 - - ${state} 1/1/0/0/0 0/0 "<BADREQ>"`;
  checkLog([
    [400, unreadable(400, "PR--"), "request-incomplete"],
    [408, unreadable(408, "cR--"), "client-sent-nothing"],
    [400, unreadable(400, "CR--"), "client-sent-nothing"],
  ]);
  const line = (server: string, status: number, state: string) =>
    `203.0.113.7:33648 [29/Nov/2026:14:52:02.709] fe_main ${server} 0/0/-1/-1/3035 ${status} 217 - - ${state} 1/1/0/0/3 0/0 "GET /live HTTP/1.1"`;
  checkLog([
    [503, line("app/<NOSRV>", 503, "SC--"), "upstream-down"],
    [503, line("app/app1", 503, "SC--"), "upstream-down"],
    [504, line("app/app1", 504, "sH--"), "upstream-hangs"],
    [502, line("app/app1", 502, "SH--"), "handshake-dropped"],
    [403, line("fe_main/<NOSRV>", 403, "PR--"), "policy-denied"],
    [400, line("fe_main/<NOSRV>", 400, "PR--"), "request-incomplete"],
    [502, line("app/app1", 502, "PH--"), "server-handshake-bug"],
  ]);
});

describe("nginx-log", () => {
  const line = (words: string) =>
    `2026/03/02 09:00:00 [error] 12#12: *7 ${words}, client: 203.0.113.7, server: app.example.com, request: "GET /live HTTP/1.1", upstream: "http://127.0.0.1:3000/live", host: "app.example.com"`;

  it.each([
    ["connect() failed (111: Connection refused) while connecting to upstream", 502, "upstream-down"],
    ["connect() failed (113: No route to host) while connecting to upstream", 502, "upstream-down"],
    ["no live upstreams while connecting to upstream", 502, "upstream-down"],
    ["upstream timed out (110: Connection timed out) while connecting to upstream", 504, "upstream-down"],
    [
      "upstream timed out (110: Connection timed out) while reading response header from upstream",
      504,
      "upstream-hangs",
    ],
    ["upstream prematurely closed connection while reading response header from upstream", 502, "handshake-dropped"],
    [
      "recv() failed (104: Connection reset by peer) while reading response header from upstream",
      502,
      "handshake-dropped",
    ],
    [
      "SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream",
      502,
      "https-instead-of-http",
    ],
    ["client sent plain HTTP request to HTTPS port while reading client request headers", 400, "http-instead-of-https"],
    // Each as nginx 1.22.1 wrote it, and with the status that it sent.
    ['open() "/srv/app/live" failed (2: No such file or directory)', 404, "wrong-path"],
    ['open() "/srv/app/live/x" failed (20: Not a directory)', 404, "wrong-path"],
    ['"/srv/app/live/index.html" is not found (2: No such file or directory)', 404, "wrong-path"],
    ['open() "/srv/app/live" failed (13: Permission denied)', 403, "wrong-path"],
    ['directory index of "/srv/app/live/" is forbidden', 403, "wrong-path"],
    ['limiting connections by zone "one"', 503, "connection-limit"],
    ['limiting requests, excess: 0.998 by zone "two"', 503, "rate-limited"],
    [
      "connect() to unix:/run/app.sock failed (2: No such file or directory) while connecting to upstream",
      502,
      "upstream-down",
    ],
    [
      "connect() to unix:/run/app.sock failed (13: Permission denied) while connecting to upstream",
      502,
      "upstream-down",
    ],
    [
      "connect() to 10.0.0.7:3000 failed (101: Network is unreachable) while connecting to upstream",
      502,
      "upstream-down",
    ],
    [
      "upstream SSL certificate verify error: (18:self-signed certificate) while SSL handshaking to upstream",
      502,
      "upstream-certificate",
    ],
    [
      'upstream SSL certificate does not match "other.example" while SSL handshaking to upstream',
      502,
      "upstream-certificate",
    ],
    [
      "SSL_do_handshake() failed (SSL: error:0A000458:SSL routines::tlsv1 unrecognized name:SSL alert number 112) while SSL handshaking to upstream",
      502,
      "upstream-tls-failed",
    ],
    ["peer closed connection in SSL handshake while SSL handshaking to upstream", 502, "upstream-tls-failed"],
    ["access forbidden by rule", 403, "policy-denied"],
    ["no user/password was provided for basic authentication", 401, "login-required"],
    ["app could not be resolved (3: Host not found)", 502, "upstream-down"],
    ["app could not be resolved (110: Operation timed out)", 502, "upstream-down"],
    ["no resolver defined to resolve app", 502, "upstream-down"],
    ["upstream sent too big header while reading response header from upstream", 502, "headers-too-large"],
  ])("%s", (words, status, cause) => {
    const [said] = explainReading(readText(line(words)), 0);
    const [first, ...others] = said?.diagnosis?.causes ?? [];
    expect([said?.upgrade.response?.status, first?.id, first?.likelihood]).toEqual([status, cause, "certain"]);
    const [, quote = ""] = /^log of nginx: (.{20,})$/.exec(first?.evidence[0] ?? "") ?? [];
    expect(quote).not.toBe("");
    expect(words.startsWith(quote), quote).toBe(true);
    expect(others.map(({ id }) => id).filter((id) => id !== "upgrade-not-forwarded")).toEqual([]);
    expect(JSON.stringify(said?.diagnosis)).not.toContain("body of the response");
    expect(said?.intermediaries.map(({ id }) => id)).toContain("nginx");
  });

  it.each([
    ['open() "/srv/app/live" failed (2: No such file or directory)', "proxy_set_header Upgrade"],
    [
      "upstream timed out (110: Connection timed out) while reading response header from upstream",
      "proxy_read_timeout",
    ],
    ["upstream prematurely closed connection while reading response header from upstream", "proxy_set_header Upgrade"],
  ])("what is certain by its words has nginx's own configuration alone: %s", (words, code) => {
    const [cause] = explainReading(readText(line(words)), 0)[0]?.diagnosis?.causes ?? [];
    expect(cause?.likelihood).toBe("certain");
    expect(cause?.fix?.snippets.map((snippet) => snippet.for)).toEqual(["nginx"]);
    expect(cause?.fix?.snippets[0]?.code).toContain(code);
  });

  it.each([
    ['user "bob": password mismatch', "password mismatch"],
    ['user "bob" was not found in "/etc/nginx/htpasswd"', 'was not found in "/etc/nginx/htpasswd"'],
  ])("leaves the user out of %s", (words, quote) => {
    const [said] = explainReading(readText(line(words)), 0);
    const [first] = said?.diagnosis?.causes ?? [];
    expect([said?.upgrade.response?.status, first?.id, first?.likelihood]).toEqual([401, "login-required", "certain"]);
    expect(first?.evidence[0]).toBe(`log of nginx: ${quote}`);
    expect(JSON.stringify([said?.diagnosis, said?.verdict])).not.toContain("bob");
  });

  it("does not take the file of the users for one that was asked for", () => {
    const [said] = explainReading(
      readText(line('open() "/etc/nginx/htpasswd" failed (2: No such file or directory)')),
      0,
    );
    const [first] = said?.diagnosis?.causes ?? [];
    expect([said?.upgrade.response?.status, first?.id, first?.likelihood]).toEqual([
      403,
      "password-file-missing",
      "likely",
    ]);
  });

  it("offers the whole location where none forwards the path, and names the file of nginx with the words", () => {
    const [said] = explainReading(readText(line('open() "/srv/app/live" failed (2: No such file or directory)')), 0);
    const [first] = said?.diagnosis?.causes ?? [];
    expect(first?.fix?.snippets[0]?.for).toBe("nginx");
    expect(first?.fix?.snippets[0]?.code).toMatch(/^map \$http_upgrade[\s\S]*proxy_set_header Upgrade/m);
    expect(first?.evidence.join()).toContain("ngx_http_static_module.c");
  });

  it.each([
    'limiting connections, dry run, by zone "one"',
    'limiting requests, dry run, excess: 0.998 by zone "two"',
    'delaying request, excess: 0.998, by zone "two"',
  ])("is about no refusal: %s", (words) => {
    expect(() => readText(line(words))).toThrow();
  });

  it("passes on nothing of a line but a known sentence", () => {
    const secret = 'upstream sent invalid header: "X-Token: s3cret" while reading response header from upstream';
    const [said] = explainReading(readText(line(secret)), 0);
    expect(said?.upgrade.response?.status).toBe(502);
    expect(JSON.stringify([said?.diagnosis, said?.verdict])).not.toContain("s3cret");
  });
});

describe("tornado", () => {
  check("tornado", [
    [403, "Cross origin websockets not allowed", "origin-rejected"],
    [400, 'Can "Upgrade" only to "WebSocket".', "upgrade-not-forwarded"],
  ]);
});

describe("spring", () => check("spring", [[403, "Invalid CORS request", "origin-rejected"]]));
describe("aiohttp", () => check("aiohttp", [[400, "No WebSocket UPGRADE hdr: None\n Can", "upgrade-not-forwarded"]]));

describe("python-websockets", () => {
  check("python-websockets", [
    [403, "Failed to open a WebSocket connection: invalid Origin header: https://x.example.", "origin-rejected"],
    [400, "Failed to open a WebSocket connection: missing Connection header.", "upgrade-not-forwarded"],
    [400, "Failed to open a WebSocket connection: missing Sec-WebSocket-Key header.", "request-incomplete"],
  ]);
});

describe("uvicorn", () => check("uvicorn", [[400, "Unsupported upgrade request.", "library-missing"]]));
describe("starlette", () => check("starlette", [[404, '{"detail":"Not Found"}', "upgrade-ignored-by-server"]]));

describe("django", () => {
  const page =
    "<!doctype html><title>Not Found</title><h1>Not Found</h1><p>The requested resource was not found on this server.</p>";
  check("django", [[404, page.replace("<title>Not Found</title>", ""), "upgrade-ignored-by-server"]]);
});

describe("werkzeug", () => {
  check("werkzeug", [
    [
      404,
      "<h1>Not Found</h1><p>The requested URL was not found on the server. If you entered the URL manually please check",
      "upgrade-ignored-by-server",
    ],
  ]);
});

describe("phoenix", () =>
  check("phoenix", [[404, "no route found for GET /live (App.Router)", "upgrade-ignored-by-server"]]));
describe("express", () =>
  check("express", [[404, "<html><pre>Cannot GET /live</pre></html>", "upgrade-ignored-by-server"]]));
describe("rails", () => check("rails", [[403, "<h1>Blocked hosts: app.example.com</h1>", "host-not-allowed"]]));

describe("dev-server", () => {
  check("dev-server", [
    [403, 'Blocked request. This host ("app.example.com") is not allowed.', "host-not-allowed"],
    [403, "Invalid Host header", "host-not-allowed"],
  ]);
});

describe("go-http", () => {
  check("go-http", [
    [400, "Client sent an HTTP request to an HTTPS server.", "http-instead-of-https"],
    [404, "404 page not found", "wrong-path"],
    [503, "no available server", "upstream-down"],
  ]);
});

describe("nginx", () => {
  check("nginx", [
    [
      400,
      "<html><center><h1>400 Bad Request</h1></center><center>The plain HTTP request was sent to HTTPS port</center>",
      "http-instead-of-https",
    ],
    [400, "<html><center>Request Header Or Cookie Too Large</center>", "headers-too-large"],
    [400, "<html><center>No required SSL certificate was sent</center>", "client-certificate-required"],
  ]);
});

describe("envoy", () => {
  const words = "upstream connect error or disconnect/reset before headers. reset reason:";
  check("envoy", [
    [503, `${words} connection failure, transport failure reason: Connection refused`, "upstream-down"],
    [503, `${words} protocol error`, "h2-without-extended-connect"],
    [503, "no healthy upstream", "upstream-down"],
    [403, "RBAC: access denied", "policy-denied"],
  ]);
});

describe("haproxy", () => {
  const page = (title: string, words: string) => `<html><body><h1>${title}</h1>\n${words}\n</body></html>`;
  check("haproxy", [
    [
      502,
      page("502 Bad Gateway", "The server returned an invalid or incomplete response."),
      "h2-without-extended-connect",
    ],
    [503, page("503 Service Unavailable", "No server is available to handle this request."), "upstream-down"],
    [504, page("504 Gateway Time-out", "The server didn't respond in time."), "upstream-hangs"],
    [403, page("403 Forbidden", "Request forbidden by administrative rules."), "policy-denied"],
    [400, page("400 Bad request", "Your browser sent an invalid request."), "handshake-refused"],
  ]);
});

describe("http-sys", () => {
  check("http-sys", [
    [400, "<h2>Bad Request - Invalid Hostname</h2>", "wrong-host"],
    [400, "<h2>Bad Request - Request Too Long</h2>", "headers-too-large"],
  ]);
});

describe("iis", () => {
  check("iis", [
    [502, "502 - Web server received an invalid response while acting as a gateway or proxy server.", "upstream-down"],
    [404, "<h2>404 - File or directory not found.</h2>", "upgrade-ignored-by-server"],
    [
      503,
      "<h2>HTTP Error 503.0 - WebSocket request made to a site where WebSockets are disabled.</h2>",
      "websockets-disabled",
    ],
  ]);
});

describe("tomcat", () => {
  check("tomcat", [[404, "<p>The requested resource [/live] is not available</p>", "wrong-path"]]);
});

describe("cloudflare", () => {
  check("cloudflare", [
    [429, "error code: 1015", "rate-limited"],
    [403, "error code: 1020", "waf-challenge"],
    [530, "error code: 1033", "upstream-down"],
    [530, "error code: 1016", "wrong-host"],
    [
      502,
      "Unable to reach the origin service. The service may be down or it may not be responding to traffic from cloudflared: EOF",
      "upstream-down",
    ],
    [
      502,
      "Unable to reach the origin service. The service may be down or it may not be responding to traffic from cloudflared: http: no Host in request URL",
      "tunnel-error",
    ],
    [
      502,
      'Unable to reach the origin service. The service may be down or it may not be responding to traffic from cloudflared: unsupported protocol scheme ""',
      "tunnel-error",
    ],
  ]);
});

describe("ngrok", () => {
  check("ngrok", [
    [404, "Tunnel x.ngrok-free.app not found (ERR_NGROK_3200)", "upstream-down"],
    [200, "You are about to visit (ERR_NGROK_6024)", "browser-warning-page"],
    [429, "ERR_NGROK_727", "rate-limited"],
  ]);
});

describe("aws-api-gateway", () => {
  check("aws-api-gateway", [
    [403, '{"message":"Missing Authentication Token"}', "wrong-path"],
    [500, '{"message": "Internal server error", "connectionId":"x="}', "application-error"],
  ]);
});

describe("railway", () => {
  check("railway", [
    [502, '{"status":"error","code":502,"message":"Application failed to respond","request_id":"A"}', "upstream-down"],
  ]);
});

describe("kong", () => {
  check("kong", [
    [404, '{"message":"no Route matched with those values"}', "wrong-path"],
    [502, '{"message":"An invalid response was received from the upstream server"}', "upstream-down"],
  ]);
});

describe("kubernetes", () => {
  check("kubernetes", [
    [404, "default backend - 404", "wrong-path"],
    [400, "Upgrade request required", "upgrade-not-forwarded"],
    [503, 'no endpoints available for service "web"', "upstream-down"],
    [
      403,
      '{"kind":"Status","message":"pods \\"web\\" is forbidden: User \\"ci\\" cannot get resource \\"pods/exec\\" in API group"}',
      "policy-denied",
    ],
  ]);
});

describe("aws-alb-log", () => {
  const line = (statuses: string, target = "10.0.1.192:8010", actions = "forward") =>
    `https 2026-11-29T10:00:00.000000Z app/web/50dc6c495c0c9188 203.0.113.7:40914 ${target} 0.001 -1 -1 ${statuses} 218 0 "GET https://app.example.com:443/live HTTP/1.1" "Mozilla/5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:000000000000:targetgroup/web/73e2d6bc24d8a067 "Root=1-58337364-23a8c76965a2ef7629b185e3" "app.example.com" "-" 0 2026-11-29T09:59:59.000000Z "${actions}" "-" "-" "${target}" "-" "-" "-"`;
  checkLog([
    [464, line("464 -", "-", "-"), "wrong-protocol-version"],
    [503, line("503 -", "-"), "upstream-down"],
    [502, line("502 -"), "handshake-dropped"],
    [504, line("504 -"), "upstream-hangs"],
    [403, line("403 -", "-", "waf"), "policy-denied"],
    [403, line("403 -", "-", "fixed-response"), "policy-denied"],
  ]);
  it("says nothing of the load balancer where the target itself refused", () => {
    const [said] = explainReading(readText(line("403 403")), 0);
    expect(said?.upgrade.url).toBe("wss://app.example.com/live");
    expect(JSON.stringify(said?.diagnosis)).not.toMatch(/load balancer|policy-denied/);
  });
});

describe("cloudfront-log", () => {
  const line = (status: string, type: string) =>
    [
      ..."2026-11-29 10:00:00 FRA56-P4 512 203.0.113.7 GET d111111abcdef8.cloudfront.net /live".split(" "),
      status,
      ..."- Mozilla/5.0 - - Error abc== app.example.com wss 300 0.001 - TLSv1.3 TLS_AES_128_GCM_SHA256 Error".split(
        " ",
      ),
      ...`HTTP/1.1 - - 51234 0.001 ${type} text/html 919 - -`.split(" "),
    ].join("\t");
  checkLog([
    [502, line("502", "OriginConnectError"), "upstream-down"],
    [502, line("502", "OriginDnsError"), "wrong-host"],
    [502, line("502", "OriginCommError"), "handshake-dropped"],
    [403, line("403", "ClientGeoBlocked"), "policy-denied"],
    [403, line("403", "InvalidRequestBlocked"), "policy-denied"],
  ]);
  it("has 000 for a viewer that went away", () => {
    const [said] = explainReading(readText(line("000", "ClientHungUpRequest")), 0);
    expect([said?.upgrade.response, said?.diagnosis?.id]).toEqual([null, "handshake-canceled"]);
    expect(said?.diagnosis?.summary).toContain("that is what 000 in the log stands for");
  });
});

describe("iis-log", () => {
  const line = (end: string) =>
    `2026-11-29 10:00:00 10.0.0.4 GET /hub id=abc 443 - 203.0.113.7 Mozilla/5.0+(Windows) - ${end} 21013`;
  checkLog([
    [502, line("502 3 12002"), "upstream-hangs"],
    [502, line("502 3 12029"), "upstream-down"],
    [502, line("502 3 12007"), "upstream-down"],
    [502, line("502 3 12030"), "handshake-dropped"],
    [502, line("502 4 0"), "upstream-down"],
    [502, line("502 3 12019"), "upstream-down"],
    [400, line("400 11 0"), "request-incomplete"],
    [404, line("404 15 0"), "query-too-long"],
  ]);
});

describe("phoenix-log", () => {
  checkLog([
    [403, "[info] REFUSED CONNECTION TO MyAppWeb.UserSocket in 12ms\n  Transport: :websocket", "handshake-refused"],
    [403, "10:00:00.000 [info] Replied MyApp.UserSocket :error", "handshake-refused"],
  ]);
  it("is not of a long poll", () => {
    const text = "[info] REFUSED CONNECTION TO MyAppWeb.UserSocket in 12ms\n  Transport: :longpoll";
    expect(() => readText(text)).toThrow();
  });
});

describe("zscaler", () => {
  check("zscaler", [
    [403, "<p>Your organization has selected Zscaler to protect you from internet threats.</p>", "policy-denied"],
  ]);
  it("is known by its name alone, and then nothing is said of the server", () => {
    const text = "HTTP/1.1 403 Forbidden\nServer: Zscaler/6.2\nContent-Type: text/html\n\n";
    const [said] = explainReading(readText(text), 0);
    expect(said?.diagnosis?.causes.map(({ id, likelihood }) => `${likelihood} ${id}`)).toEqual([
      "certain policy-denied",
    ]);
  });
});

describe("kubelet", () => {
  check("kubelet", [
    [
      400,
      'unable to upgrade: missing upgrade headers in request: http.Header{"Connection":[]string{"close"}}',
      "upgrade-not-forwarded",
    ],
    [
      403,
      "unable to upgrade: unable to negotiate protocol: client supports [v4.channel.k8s.io, channel.k8s.io], server accepts [v4.channel.k8s.io channel.k8s.io]",
      "request-rewritten",
    ],
    [403, "Forbidden (user=kubernetes, verb=create, resource=nodes, subresource=proxy)", "policy-denied"],
  ]);

  it("does not take a list of several names for one that was joined", () => {
    const body =
      "unable to upgrade: unable to negotiate protocol: client supports [v5.channel.k8s.io v4.channel.k8s.io], server accepts [channel.k8s.io]";
    expect(JSON.stringify(explained([403, body, ""]))).not.toContain("request-rewritten");
  });
});

describe("tls-on-plain", () => {
  const line = (words: string) =>
    explainReading(readText(words), 0).map(({ diagnosis }) => [diagnosis?.id, diagnosis?.causes[0]?.id]);

  it.each([
    `Bad status line "Invalid method encountered:\\n\\n  b'\\\\x16\\\\x03\\\\x01\\\\x02'"`,
    `203.0.113.7 - - [02/Mar/2026:09:00:00 +0000] "\\x16\\x03\\x01\\x00\\xF4" 400 157 "-" "-"`,
    "org.eclipse.jetty.http.BadMessageException: 400: Illegal character CNTL=0x16",
    "Are you trying to open an SSL connection to a non-SSL Puma?",
  ])("%s", (words) => expect(line(words)).toEqual([["bad-request", "https-instead-of-http"]]));

  it("says nothing of it beside lines about a handshake, which scanners send such bytes between", () => {
    const handshake = `203.0.113.7 - - [02/Mar/2026:09:00:00 +0000] "GET /ws HTTP/1.1" 502 157 "-" "Mozilla/5.0"`;
    const scan = `198.51.100.9 - - [02/Mar/2026:09:00:01 +0000] "\\x16\\x03\\x01" 400 157 "-" "-"`;
    expect(JSON.stringify(line(`${handshake}\n${scan}`))).not.toContain("https-instead-of-http");
  });
});

describe("plain-origin", () => check("plain-origin", [[403, '{"error":"bad origin"}', "origin-rejected"]]));

describe("plain-http-on-tls", () => {
  check("plain-http-on-tls", [
    [400, "Bad Request\nThis combination of host and port requires TLS.", "http-instead-of-https"],
  ]);
});

describe("an unknown body", () => {
  it("is quoted when it is short and plain, and never when it is a page or long", () => {
    const evidence = (body: string) => explained([403, body, ""])?.diagnosis?.evidence.join() ?? "";
    expect(evidence('{"error":"go away"}')).toContain('body of the response: {"error":"go away"}');
    expect(evidence("<html><p>go away</p></html>")).not.toContain("go away");
    expect(evidence("go away ".repeat(40))).not.toContain("go away");
  });
});

describe("what is certain by the words of", () => {
  const snippetsFor = (sample: Sample) => explained(sample)?.diagnosis?.causes[0]?.fix?.snippets.map((one) => one.for);
  it("a library has its own setting alone", () => {
    expect(snippetsFor([403, "websocket: request origin not allowed by Upgrader.CheckOrigin", ""])).toEqual([
      "gorilla/websocket",
    ]);
  });
  it("a proxy of which no setting is known has no other product's", () => {
    expect(snippetsFor([404, '{"message":"no Route matched with those values"}', ""])).toEqual(["curl"]);
  });
  it("a library that missed the headers has those of all proxies that may stand before it", () => {
    const [first, ...more] = snippetsFor([400, 'Bad Request\nCan "Upgrade" only to "WebSocket".', ""]) ?? [];
    expect([first, ...more]).toEqual(expect.arrayContaining(["nginx", "Apache httpd"]));
  });
});

it("the browser does not show the body of what it refused itself", () => {
  expect(JSON.stringify(refused(400))).toContain("browser does not show");
});
