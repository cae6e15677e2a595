import { describe, expect, it } from "vitest";
import { explainReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";

/** What tools, consoles and logs write, each rebuilt small from its own format. */
function first(text: string) {
  const [said] = explainReading(readText(text), 0);
  if (said === undefined) throw new Error("nothing was read");
  return said;
}

const REQUEST = [
  "GET /live HTTP/1.1",
  "Host: app.example.com",
  "User-Agent: curl/8.5.0",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];
const RESPONSE = ["HTTP/1.1 403 Forbidden", "Server: nginx/1.24.0", "Content-Type: text/plain", "Content-Length: 9"];
const BODY = "Forbidden";

const VERBOSE = [
  "* Connected to app.example.com (203.0.113.10) port 80",
  ...REQUEST.map((line) => `> ${line}`),
  "> ",
  ...RESPONSE.map((line) => `< ${line}`),
  "< ",
  BODY,
].join("\n");

describe("curl -v, as it is pasted", () => {
  const ways: Readonly<Record<string, (text: string) => string>> = {
    "as it is": (text) => text,
    "with CRLF": (text) => text.replaceAll("\n", "\r\n"),
    "inside a Markdown fence": (text) => `This is what I get:\n\n\`\`\`console\n${text}\n\`\`\`\nAny idea?`,
    "quoted in a reply": (text) => text.replace(/^/gm, "> "),
    "quoted, with words before it": (text) => `On Monday they wrote:\n${text.replace(/^/gm, "> ")}\nThanks`,
    indented: (text) => text.replace(/^/gm, "    "),
    "with its command": (text) => `$ curl -v http://app.example.com/live\n${text}`,
    "with --trace-time": (text) => text.replace(/^(?=[<>*] )/gm, "10:15:32.123456 "),
    "with a container's name": (text) => text.replace(/^/gm, "web-1  | "),
  };
  for (const [name, change] of Object.entries(ways)) {
    it(name, () => {
      const { upgrade, diagnosis, verdict } = first(change(VERBOSE));
      expect(upgrade).toMatchObject({
        url: "ws://app.example.com/live",
        client: "curl",
        request: { httpVersion: "1.1", method: "GET" },
        response: { status: 403, statusText: "Forbidden", httpVersion: "1.1", body: "Forbidden" },
      });
      expect(diagnosis?.id).toBe("forbidden");
      expect(verdict.sentence).not.toContain("browser");
    });
  }
});

describe("other dialects", () => {
  it("curl --trace, byte by byte", () => {
    const hex = (line: string) => [...`${line}\r\n`].map((c) => c.charCodeAt(0).toString(16).padStart(2, "0"));
    const block = (bytes: string[]) =>
      Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => {
        const row = bytes.slice(i * 16, i * 16 + 16).join(" ");
        return `${(i * 16).toString(16).padStart(4, "0")}: ${row.padEnd(48)} ................`;
      });
    const sent = block([...REQUEST, ""].flatMap(hex));
    const came = [...RESPONSE, ""].flatMap((line) => ["<= Recv header, 9 bytes (0x9)", ...block(hex(line))]);
    const text = ["== Info:   Trying 203.0.113.10:80...", "=> Send header, 190 bytes (0xbe)", ...sent, ...came].join(
      "\n",
    );
    expect(first(text).upgrade).toMatchObject({
      client: "curl",
      request: { headers: REQUEST.slice(1).map((line) => line.split(": ")) },
      response: { status: 403, headers: [["Server", "nginx/1.24.0"], expect.anything(), expect.anything()] },
    });
  });

  it("curl --trace-ascii, whose long lines are cut", () => {
    const long = `Sec-WebSocket-Protocol: ${"a".repeat(80)}`;
    const text = [
      "=> Send header, 200 bytes (0xc8)",
      "0000: GET /live HTTP/1.1",
      "0014: Host: app.example.com",
      "002b: Upgrade: websocket",
      `003f: ${long.slice(0, 64)}`,
      `007f: ${long.slice(64)}`,
      "00a9: ",
      "<= Recv header, 24 bytes (0x18)",
      "0000: HTTP/1.1 403 Forbidden",
    ].join("\n");
    expect(first(text).upgrade.request?.headers).toContainEqual(["Sec-WebSocket-Protocol", "a".repeat(80)]);
  });

  it("the log of a Python websockets server, where < and > change sides", () => {
    const text = [
      "= connection is CONNECTING",
      ...REQUEST.slice(0, 2).map((line) => `< ${line}`),
      "< Upgrade: websocket",
      "> HTTP/1.1 403 Forbidden",
      "> Content-Length: 0",
    ].join("\n");
    expect(first(text).upgrade).toMatchObject({
      client: "Python websockets",
      request: { headers: [["Host", "app.example.com"], expect.anything()] },
      response: { status: 403 },
    });
  });

  it("wget -S, indented and without the request", () => {
    const text = [
      "--2026-01-02 03:04:05--  http://app.example.com/live",
      "Connecting to app.example.com... connected.",
      "HTTP request sent, awaiting response... ",
      "  HTTP/1.1 426 Upgrade Required",
      "  Upgrade: websocket",
      "2026-01-02 03:04:05 ERROR 426: Upgrade Required.",
    ].join("\n");
    expect(first(text)).toMatchObject({ upgrade: { client: "wget" }, diagnosis: { id: "upgrade-required" } });
  });

  it("openssl s_client with a typed request", () => {
    const text = [
      "CONNECTED(00000003)",
      "---",
      "New, TLSv1.3, Cipher is X",
      "---",
      ...REQUEST,
      "",
      ...RESPONSE,
      "",
      BODY,
    ].join("\n");
    expect(first(text).upgrade).toMatchObject({ url: "wss://app.example.com/live", response: { status: 403 } });
  });

  it("HTTPie, by its command alone and its response", () => {
    const text = `$ http -v GET http://app.example.com/live Upgrade:websocket Connection:Upgrade\n${RESPONSE.join("\n")}\n`;
    expect(first(text).diagnosis?.causes[0]).toMatchObject({ id: "request-incomplete", likelihood: "certain" });
  });

  it("the Headers pane of Chrome's DevTools, names and values on lines of their own", () => {
    const text = [
      "Request URL\nwss://app.example.com/live\nRequest Method\nGET\nStatus Code\n101 Switching Protocols",
      "Response Headers\nConnection\nUpgrade\nSec-Websocket-Accept\ns3pPLMBiTxaQ9kYGzzhZRbK+xOo=\nUpgrade\nwebsocket",
      "Request Headers\nHost\napp.example.com\nConnection\nUpgrade\nSec-Websocket-Key\ndGhlIHNhbXBsZSBub25jZQ==\nUpgrade\nwebsocket\nSec-Websocket-Version\n13",
    ].join("\n");
    const { upgrade, checks } = first(text);
    expect(upgrade.url).toBe("wss://app.example.com/live");
    expect(checks.find(({ id }) => id === "accept")?.outcome).toBe("pass");
  });

  it("the Headers pane of an older DevTools, on one line each", () => {
    const text =
      "Request URL: ws://app.example.com/live\nRequest Method: GET\nStatus Code: 403 Forbidden\nResponse Headers (2)\nview source\nServer: nginx\nRequest Headers (1)\nUpgrade: websocket";
    expect(first(text)).toMatchObject({
      upgrade: { url: "ws://app.example.com/live" },
      diagnosis: { id: "forbidden" },
    });
  });

  it("Firefox's Copy All", () => {
    const headers = (list: readonly string[]) => ({
      headers: list.map((line) => ({ name: line.split(": ")[0], value: line.split(": ")[1] })),
    });
    const text = JSON.stringify({
      "Response Headers (129 B)": headers(["Upgrade: websocket", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="]),
      "Request Headers (500 B)": headers(REQUEST.slice(1)),
    });
    expect(first(text).upgrade).toMatchObject({ response: { status: 101 }, request: { headers: { length: 6 } } });
  });

  it("request headers of HTTP/2, as they are copied", () => {
    const text =
      ":authority: app.example.com\n:method: GET\n:path: /live\n:scheme: https\nupgrade: websocket\n\nHTTP/2 404\nserver: Caddy\n";
    expect(first(text)).toMatchObject({
      upgrade: { url: "wss://app.example.com/live", request: { httpVersion: "2" } },
      diagnosis: { causes: [{ id: "test-over-http2" }] },
    });
  });
});

describe("ends of tools", () => {
  const ends: readonly (readonly [text: string, diagnosis: string, client: string])[] = [
    ["curl: (6) Could not resolve host: app.example.com", "name-not-resolved", "curl"],
    ["curl: (7) Failed to connect to 127.0.0.1 port 8080: Connection refused", "connection-refused", "curl"],
    [
      "curl: (28) Failed to connect to app.example.com port 443 after 75000 ms: Connection timed out",
      "connection-timed-out",
      "curl",
    ],
    ["curl: (35) error:0A00010B:SSL routines::wrong version number", "tls-failed", "curl"],
    ["curl: (52) Empty reply from server", "response-empty", "curl"],
    ["curl: (56) Recv failure: Connection reset by peer", "connection-reset", "curl"],
    ["curl: (56) CONNECT tunnel failed, response 407", "proxy-tunnel-failed", "curl"],
    ["curl: (60) SSL certificate problem: self-signed certificate", "certificate-invalid", "curl"],
    ["curl: (97) cannot complete SOCKS5 connection to app.example.com. (1)", "proxy-tunnel-failed", "curl"],
    ["wget: unable to resolve host address ‘app.example.com’", "name-not-resolved", "wget"],
    ["$ wscat -c ws://app.example.com/live\nerror: Unexpected server response: 502", "bad-gateway", "wscat"],
    ["error: connect ECONNREFUSED 127.0.0.1:8080", "connection-refused", "wscat"],
    [
      "websocat: WebSocketError: WebSocketError: Received unexpected status code (403 Forbidden)",
      "forbidden",
      "websocat",
    ],
    ["Error: Unexpected server response: 401", "authentication-required", "Node.js"],
    [
      "websockets.exceptions.InvalidStatus: server rejected WebSocket connection: HTTP 404",
      "not-found",
      "Python websockets",
    ],
  ];
  for (const [text, diagnosis, client] of ends) {
    it(text, () => {
      const said = first(text);
      expect(said.diagnosis?.id).toBe(diagnosis);
      expect(said.upgrade.client).toBe(client);
      expect(said.verdict.level).toBe("failed");
      expect(JSON.stringify(said.diagnosis)).not.toMatch(/[Tt]he browser's words|net::/);
    });
  }
});

describe("a browser's console", () => {
  const lines: readonly (readonly [text: string, diagnosis: string])[] = [
    [
      "app.js:12 WebSocket connection to 'wss://app.example.com/live' failed: Error during WebSocket handshake: Unexpected response code: 403",
      "forbidden",
    ],
    [
      "[Error] WebSocket connection to 'wss://app.example.com/live' failed: The operation couldn’t be completed. (kNWErrorDomainPOSIX error 61 - Connection refused)",
      "connection-refused",
    ],
    ["Firefox can’t establish a connection to the server at wss://app.example.com/live.", "network-error"],
    [
      "Refused to connect to 'wss://app.example.com/live' because it violates the following Content Security Policy directive: \"connect-src 'self'\".",
      "content-security-policy",
    ],
  ];
  for (const [text, diagnosis] of lines) {
    it(text.slice(0, 60), () => {
      const said = first(text);
      expect(said.upgrade.url).toBe("wss://app.example.com/live");
      expect(said.diagnosis?.id).toBe(diagnosis);
    });
  }
});

describe("lines of logs", () => {
  const lines: readonly (readonly [text: string, status: number])[] = [
    ['203.0.113.9 - - [10/Oct/2026:13:55:36 +0000] "GET /ws HTTP/1.1" 400 12 "-" "Mozilla/5.0 (X11)"', 400],
    [
      '2026/10/10 13:55:36 [error] 31#31: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 203.0.113.9, server: app.example.com, request: "GET /ws HTTP/1.1", upstream: "http://127.0.0.1:8080/ws", host: "app.example.com"',
      502,
    ],
    [
      'haproxy[12]: 203.0.113.9:51000 [10/Oct/2026:13:55:36.123] web~ app/s1 0/0/1/2/3 502 207 - - PH-- 1/1/0/0/0 0/0 "GET /ws HTTP/1.1"',
      502,
    ],
    [
      '[2026-10-10T13:55:36.123Z] "GET /ws HTTP/1.1" 403 - 0 0 0 - "203.0.113.9" "Mozilla/5.0" "id" "app.example.com" "-"',
      403,
    ],
    ['INFO:     203.0.113.9:51000 - "WebSocket /ws" 403', 403],
    [
      '{"level":"info","logger":"http.log.access","msg":"handled request","request":{"proto":"HTTP/1.1","method":"GET","host":"app.example.com","uri":"/ws","headers":{"Connection":["Upgrade"],"Upgrade":["websocket"],"Sec-Websocket-Version":["13"],"Sec-Websocket-Key":["dGhlIHNhbXBsZSBub25jZQ=="]}},"status":502,"resp_headers":{"Server":["Caddy"]}}',
      502,
    ],
    [
      '{"DownstreamStatus":404,"RequestHost":"app.example.com","RequestMethod":"GET","RequestPath":"/ws","RequestProtocol":"HTTP/1.1"}',
      404,
    ],
  ];
  for (const [text, status] of lines) {
    it(text.slice(0, 50), () => {
      const { upgrade, diagnosis } = first(text);
      expect(upgrade.response?.status).toBe(status);
      expect(diagnosis?.causes.map(({ id }) => id)).not.toContain("request-incomplete");
    });
  }
});

describe("void tests", () => {
  const curl = (options: string, response: string) => `$ curl ${options} https://app.example.com/live\n${response}\n`;
  const HEADERS =
    '-i -N -H "Connection: Upgrade" -H "Upgrade: websocket" -H "Sec-WebSocket-Version: 13" -H "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="';
  const tests: readonly (readonly [name: string, text: string, cause: string])[] = [
    ["over HTTP/2", curl(HEADERS, "HTTP/2 200\nserver: nginx\n"), "test-over-http2"],
    ["with HEAD", curl(`${HEADERS} -I`, "HTTP/1.1 405 Method Not Allowed\n"), "request-incomplete"],
    [
      "without key and version",
      curl('-i -H "Connection: Upgrade" -H "Upgrade: websocket"', "HTTP/1.1 400 Bad Request\n"),
      "request-incomplete",
    ],
    [
      "in the form of a draft",
      "GET /live HTTP/1.1\nHost: app.example.com\nUpgrade: WebSocket\nConnection: Upgrade\nSec-WebSocket-Key1: 1 2\nSec-WebSocket-Key2: 3 4\n\nHTTP/1.1 400 Bad Request\n",
      "client-version-mismatch",
    ],
  ];
  for (const [name, text, cause] of tests) {
    it(name, () => {
      const { diagnosis, verdict } = first(text);
      expect(verdict).toMatchObject({ level: "failed", headline: "Void test" });
      expect(verdict.sentence).toMatch(/^This test cannot succeed anywhere: /);
      expect(diagnosis?.causes[0]).toMatchObject({ id: cause, likelihood: "certain" });
      expect(diagnosis?.causes[0]?.fix?.snippets[0]?.code).toContain("curl --http1.1 --include --no-buffer");
      expect(JSON.stringify(diagnosis)).not.toMatch(/may not forward|proxy along the way/);
    });
  }

  it("a whole handshake over HTTP/1.1 is none", () => {
    expect(first(curl(HEADERS, "HTTP/1.1 404 Not Found\n")).verdict.headline).toBe("Refused");
  });
});

it("says what to paste instead of what it does not know", () => {
  expect(() => readText("Hello, my socket does not work.")).toThrow(/curl -v.*headers.*console.*log/);
});

describe("lines that stand alone", () => {
  it.each([
    ["in one line", "GET wss://app.example.com/live [HTTP/1.1 403 Forbidden 28ms]"],
    ["in three", "GET\nwss://app.example.com/live\n[HTTP/1.1 403 Forbidden 28ms]"],
  ])("Firefox's request, copied %s", (_, text) => {
    const { upgrade, diagnosis } = first(text);
    expect(upgrade).toMatchObject({
      client: "Firefox",
      url: "wss://app.example.com/live",
      response: { status: 403, statusText: "Forbidden" },
    });
    expect(diagnosis?.id).toBe("forbidden");
  });

  it("Safari's old words, which name no address", () => {
    const { upgrade, diagnosis } = first(
      "[Error] WebSocket network error: OSStatus Error -9807: Invalid certificate chain  (index.html, line 0)",
    );
    expect(upgrade).toMatchObject({ client: "Safari", url: null });
    expect(diagnosis?.id).toBe("certificate-invalid");
  });

  it("an access line and the server's words belong together, whichever comes first", () => {
    const access = '203.0.113.7 - - [02/Mar/2026:09:00:00 +0000] "GET /ws HTTP/1.1" 403 10 "-" "curl/8.5.0"';
    const words = "[WARN] 2026/03/02 09:00:00 websocket: request origin not allowed by Upgrader.CheckOrigin";
    for (const lines of [
      [access, words],
      [words, access],
    ]) {
      const said = explainReading(readText(lines.join("\n")), 0);
      expect(said.map(({ diagnosis }) => diagnosis?.causes[0]?.id)).toEqual(["origin-rejected"]);
    }
    const other = access.replace("403", "502");
    expect(explainReading(readText(`${other}\n${words}`), 0).length).toBe(2);
  });
});

describe("how an open connection ended", () => {
  const python = [
    "DEBUG:websockets.client:= connection is CONNECTING",
    "DEBUG:websockets.client:> GET /live HTTP/1.1",
    "DEBUG:websockets.client:> Host: app.example.com",
    "DEBUG:websockets.client:> Upgrade: websocket",
    "DEBUG:websockets.client:> Connection: Upgrade",
    "DEBUG:websockets.client:> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "DEBUG:websockets.client:> Sec-WebSocket-Version: 13",
    "DEBUG:websockets.client:< HTTP/1.1 101 Switching Protocols",
    "DEBUG:websockets.client:< Upgrade: websocket",
    "DEBUG:websockets.client:< Connection: Upgrade",
    "DEBUG:websockets.client:< Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
    "DEBUG:websockets.client:= connection is OPEN",
    "DEBUG:websockets.client:< CLOSE 1008 (policy violation) token expired [15 bytes]",
    "DEBUG:websockets.client:= connection is CLOSED",
  ];
  it.each([
    ["websockets for Python", python.join("\n"), "ws://app.example.com/live"],
    [
      "wscat",
      '$ wscat -c wss://app.example.com/live\nConnected (press CTRL+C to quit)\n< hello\nDisconnected (code: 1008, reason: "token expired")',
      "wss://app.example.com/live",
    ],
  ])("%s", (_, text, url) => {
    const { upgrade, diagnosis } = first(text);
    expect(upgrade).toMatchObject({ url, close: { code: 1008, reason: "token expired", wasClean: true } });
    expect(diagnosis?.id).toBe("closed-with-error");
  });
});

describe("words that end a test", () => {
  const sent = (words: string) => VERBOSE.slice(0, VERBOSE.indexOf("< HTTP")) + words;
  it("curl's time ran out after the request: nothing is said of an attempt to connect", () => {
    const { diagnosis, verdict } = first(
      sent("curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received"),
    );
    expect(diagnosis?.id).toBe("handshake-timed-out");
    expect(verdict.sentence).toMatch(/was sent, and .* timed out/);
  });

  it.each([
    "curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received",
    "TimeoutError: timed out during opening handshake",
    "error: Opening handshake has timed out",
    "WebSocket connection to 'wss://app.example.com/live' failed: The request timed out.",
  ])("alone, these do not tell whether the request was sent: %s", (words) => {
    const { diagnosis, verdict } = first(words);
    expect(diagnosis?.id).toBe("handshake-timed-out");
    expect(verdict.sentence).not.toMatch(/was sent|no request|never sent/);
  });

  it.each([
    [
      "curl: (28) Failed to connect to app.example.com port 443 after 130000 ms: Connection timed out",
      "connection-timed-out",
    ],
    ["curl: (60) SSL certificate problem: certificate has expired", "certificate-invalid"],
    [
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'app.example.com'",
      "certificate-invalid",
    ],
    ["error: Invalid Sec-WebSocket-Accept header", "accept-invalid"],
    ["error: Server sent no subprotocol", "subprotocol-invalid"],
    ["curl: (56) Proxy CONNECT aborted", "proxy-tunnel-failed"],
    ["java.net.ProtocolException: Expected HTTP 101 response but was '403 Forbidden'", "forbidden"],
    [
      "System.Net.WebSockets.WebSocketException: The server returned status code '502' when status code '101' was expected.",
      "bad-gateway",
    ],
  ])("%s", (words, id) => {
    expect(first(words).diagnosis?.id).toBe(id);
  });

  it.each([
    ["curl: (60) SSL certificate problem: certificate has expired", "certificate-expired", "likely"],
    [
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'a.example'",
      "certificate-name-mismatch",
      "certain",
    ],
    ["curl: (60) SSL certificate problem: self-signed certificate", "self-signed-certificate", "certain"],
    [
      "curl: (60) SSL certificate problem: self-signed certificate in certificate chain",
      "self-signed-certificate",
      "possible",
    ],
  ])("%s: %s, %s", (words, id, likelihood) => {
    const [cause] = first(words).diagnosis?.causes ?? [];
    expect([cause?.id, cause?.likelihood]).toEqual([id, likelihood]);
  });
});

it("curl --trace, whose full lines have one space before the text", () => {
  const { upgrade } = first(
    [
      "== Info: Connected to app.example.com (203.0.113.10) port 80 (#0)",
      "=> Send header, 48 bytes (0x30)",
      "0000: 47 45 54 20 2f 6c 69 76 65 20 48 54 54 50 2f 31 GET /live HTTP/1",
      "0010: 2e 31 0d 0a 48 6f 73 74 3a 20 61 2e 62 0d 0a 55 .1..Host: a.b..U",
      "0020: 70 67 72 61 64 65 3a 20 77 65 62 73 6f 63 6b 65 pgrade: websocke",
      "0030: 74 0d 0a 0d 0a                                  t....",
      "<= Recv header, 24 bytes (0x18)",
      "0000: 48 54 54 50 2f 31 2e 31 20 34 30 33 20 46 6f 72 HTTP/1.1 403 For",
      "0010: 62 69 64 64 65 6e 0d 0a                         bidden..",
    ].join("\n"),
  );
  expect(upgrade).toMatchObject({ url: "ws://a.b/live", response: { status: 403, statusText: "Forbidden" } });
});
