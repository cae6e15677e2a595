import { describe, expect, it } from "vitest";
import { reportOfReading } from "../../../src/report/build/of-reading.ts";
import { toMarkdown } from "../../../src/report/formats/markdown/markdown.ts";
import { dialectOf, dialects } from "../../../src/sources/har/dialects/registry.ts";
import { readPieces } from "../../../src/sources/pieces.ts";
import { readHar, readText } from "../../../src/sources/recognize.ts";

/** Forms of HAR that other tools really write, rebuilt small. */
const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const OFFER = [
  { name: "Host", value: "example.com" },
  { name: "Upgrade", value: "websocket" },
  { name: "Connection", value: "Upgrade" },
  { name: "Sec-WebSocket-Key", value: KEY },
  { name: "Sec-WebSocket-Version", value: "13" },
];
const ACCEPTED = [
  { name: "Upgrade", value: "websocket" },
  { name: "Connection", value: "Upgrade" },
  { name: "Sec-WebSocket-Accept", value: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" },
];
const START = "2026-11-28T22:00:27.000Z";
const AT = Date.parse(START);

function entry(more: Record<string, unknown> = {}, response: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    _resourceType: "websocket",
    startedDateTime: START,
    time: 5000,
    request: { method: "GET", url: "wss://example.com/live", httpVersion: "HTTP/1.1", headers: OFFER },
    response: { status: 101, statusText: "Switching Protocols", headers: ACCEPTED, ...response },
    timings: { send: -1, wait: -1, receive: -1 },
    ...more,
  };
}

const REFUSED = { status: -1, statusText: "", headers: [] };

function log(name: string, ...entries: unknown[]) {
  return { log: { version: "1.2", creator: { name, version: "1" }, pages: [], entries } };
}

function report(har: unknown) {
  return reportOfReading(readHar(har), { version: "0", otherwise: AT });
}

function messages(...list: readonly (readonly [string, number, string])[]) {
  return list.map(([type, time, data]) => ({ type, time, opcode: 1, data }));
}

describe("Playwright", () => {
  it("dates messages in milliseconds", () => {
    const _webSocketMessages = messages(["send", AT + 20, "yo"], ["receive", AT + 1500, "echo yo"]);
    const { generatedAt, connections } = report(log("Playwright", entry({ _webSocketMessages })));
    expect(generatedAt).toBe(new Date(AT + 1500).toISOString());
    expect(connections).toMatchObject([
      {
        messages: {
          sent: { count: 1, bytes: 2 },
          received: { count: 1, bytes: 7 },
          lastAt: new Date(AT + 1500).toISOString(),
        },
      },
    ]);
  });

  it("counts messages without a time, and knows none", () => {
    const _webSocketMessages = messages(["send", -1, "yo"], ["receive", -1, "echo yo"]);
    const [connection] = report(log("Playwright", entry({ _webSocketMessages }))).connections;
    expect(connection?.messages).toMatchObject({ sent: { count: 1 }, received: { count: 1, bytes: 7 }, lastAt: null });
  });

  it("has port, TLS and certificate of the other end", () => {
    const _securityDetails = {
      protocol: "TLS 1.3",
      subjectName: "shop.example",
      issuer: "R11",
      validFrom: 1,
      validTo: 2,
    };
    const whole = entry({ serverIPAddress: "[2001:db8::1]", _serverPort: 443, _securityDetails });
    const network = {
      address: "2001:db8::1",
      port: 443,
      security: "TLS 1.3",
      certificate: {
        subject: "shop.example",
        issuer: "R11",
        validFrom: "1970-01-01T00:00:01.000Z",
        validTo: "1970-01-01T00:00:02.000Z",
      },
      phases: {},
    };
    const first = report(log("Playwright", whole));
    expect(first.connections[0]?.observed?.network).toEqual(network);
    // What a report says is read again as it was.
    const again = reportOfReading(readText(JSON.stringify(first)), { version: "0", otherwise: AT });
    expect(again.connections[0]?.observed?.network).toEqual(network);
    expect(toMarkdown(first).match(/Certificate.*/)?.[0]).toContain("issued by R11, expired on 1970");
  });

  it("has no more of them than can be true", () => {
    const odd = { protocol: "<b>", subjectName: "", issuer: 7, validFrom: "x", validTo: 0 };
    const [connection] = report(log("Playwright", entry({ _serverPort: 1e9, _securityDetails: odd }))).connections;
    expect(connection?.observed?.network).toBeUndefined();
  });

  it("has status −1 where there was none, and the browser's message beside it", () => {
    const refused = (text: string) => entry({ time: -1 }, { ...REFUSED, _failureText: text });
    const { connections } = report(
      log("Playwright", refused("Error during WebSocket handshake: Unexpected response code: 403"), {
        ...refused("Error in connection establishment: net::ERR_NAME_NOT_RESOLVED"),
        request: { method: "GET", url: "wss://no-such-host.invalid/x", headers: [] },
      }),
    );
    expect(connections.map(({ diagnosis }) => diagnosis?.id)).toEqual(["forbidden", "name-not-resolved"]);
    expect(connections.map(({ verdict }) => verdict.sentence).join()).not.toMatch(/-1|−1/);
  });
});

describe("HTTP Toolkit", () => {
  it("writes down the close frame", () => {
    const _webSocketClose = { code: 1011, reason: "no room", timestamp: AT / 1000 + 3 };
    const [connection] = report(log("HTTP Toolkit", entry({ _webSocketMessages: [], _webSocketClose }))).connections;
    expect(connection).toMatchObject({
      state: "closed",
      close: { code: 1011, reason: "no room", wasClean: true },
      timing: { closedAt: new Date(AT + 3000).toISOString() },
      diagnosis: { id: "closed-with-error" },
    });
  });

  it("says when no close frame came", () => {
    const [connection] = report(
      log("HTTP Toolkit", entry({ _webSocketMessages: [], _webSocketClose: "aborted" })),
    ).connections;
    expect(connection).toMatchObject({ state: "closed", close: { code: 1006, wasClean: false } });
    expect(connection?.verdict.level).toBe("attention");
  });
});

describe("HTTP Toolkit, without a code in the close frame", () => {
  it("is what a browser reports then", () => {
    const _webSocketClose = { timestamp: AT / 1000 + 3 };
    const [connection] = report(log("HTTP Toolkit", entry({ _webSocketMessages: [], _webSocketClose }))).connections;
    expect(connection).toMatchObject({
      close: { code: 1005 },
      timing: { closedAt: new Date(AT + 3000).toISOString() },
    });
  });
});

const HTTPS = { method: "GET", url: "https://example.com/live", httpVersion: "HTTP/1.1", headers: OFFER };

/** What the socket's place in a file without Chrome's additions looks like. */
function plain(response: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const { _resourceType, ...rest } = entry({ request: HTTPS, timings: { send: 1, wait: 10, receive: 1 } });
  return { ...rest, response, ...more };
}

const SWITCHED = { status: 101, statusText: "Switching Protocols", httpVersion: "HTTP/1.1", headers: ACCEPTED };

describe("mitmproxy", () => {
  const unanswered = (_error: string) => ({
    status: 0,
    statusText: "",
    httpVersion: "",
    headers: [],
    content: {},
    _error,
  });

  it("failed itself: it is named, not a browser, and its words are understood", () => {
    const words = [
      "[Errno 111] Connect call failed ('10.0.0.7', 443)",
      "Certificate verify failed: self signed certificate",
      "server closed connection",
      "something new",
    ];
    const { connections } = report(
      log(
        "mitmproxy",
        ...words.map((error, i) => plain(unanswered(error), { startedDateTime: `2026-11-28T22:00:2${i}.000Z` })),
      ),
    );
    expect(connections.map(({ diagnosis }) => diagnosis?.id)).toEqual([
      "connection-refused",
      "certificate-invalid",
      "response-empty",
      "network-error",
    ]);
    for (const { diagnosis, observed } of connections) {
      expect(observed).toMatchObject({ client: "mitmproxy", method: "GET", httpVersion: "1.1" });
      expect(JSON.stringify(diagnosis)).not.toMatch(
        /[Tt]he browser'?s? (?:said|message|sent)|ERR_|browser does not show/,
      );
      expect(diagnosis?.evidence[0]).toMatch(/^mitmproxy's message: /);
    }
  });

  it.each(["mitmproxy", "mitmproxy exporthar", "mitmproxy har_dump"])("%s writes a socket twice: it is one", (name) => {
    const started = { startedDateTime: "2026-11-28T22:00:27.000123+00:00" };
    const _webSocketMessages = messages(["send", AT / 1000 + 1, "a"], ["receive", AT / 1000 + 2, "b"]);
    const twice = [
      plain(SWITCHED, started),
      plain(SWITCHED, { ...started, _resourceType: "websocket", _webSocketMessages }),
    ];
    const { connections, capture } = report(log(name, ...twice));
    expect(connections).toMatchObject([{ state: "open", messages: { sent: { count: 1 }, received: { count: 1 } } }]);
    expect(capture.lost).toEqual([]);
    expect(report(log("Some tool", ...twice)).connections).toHaveLength(2);
  });

  it("curl through it is called curl", () => {
    const headers = [...OFFER, { name: "User-Agent", value: "curl/8.5.0" }];
    const refused = { ...SWITCHED, status: 403, statusText: "Forbidden", headers: [] };
    const [connection] = report(log("mitmproxy", plain(refused, { request: { ...HTTPS, headers } }))).connections;
    expect(connection).toMatchObject({ observed: { client: "curl" }, diagnosis: { id: "forbidden" } });
    expect(JSON.stringify(connection?.diagnosis)).not.toContain("browser");
  });

  it("knows the version: no missing key has to stand for it, and a void test is one", () => {
    const headers = OFFER.filter(({ name }) => name !== "Sec-WebSocket-Key");
    const refused = { ...SWITCHED, status: 400, statusText: "Bad Request", headers: [] };
    const [connection] = report(log("mitmproxy", plain(refused, { request: { ...HTTPS, headers } }))).connections;
    expect(connection?.verdict.headline).toBe("Void test");
    expect(JSON.stringify(connection)).not.toMatch(/over HTTP\/2 or|as over HTTP\/2|h2-without/);
  });
});

describe("Charles", () => {
  const charles = (status: string, response: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    report(
      log("Charles Proxy", plain({ _charlesStatus: status, statusText: null, redirectURL: null, ...response }, more)),
    );

  it("has no messages, which is said of the file and of the connection", () => {
    const { capture, connections } = charles("COMPLETE", { ...SWITCHED, statusText: null });
    expect(capture.lost).toEqual(["Charles left the messages of WebSockets out of this file."]);
    expect(connections).toMatchObject([{ url: "wss://example.com/live", state: "open", status: 101, messages: null }]);
  });

  it("says why there is no response", () => {
    const failed = { status: 0, headers: [], comment: "Connection refused (Connection refused)" };
    const [connection] = charles("FAILED", failed).connections;
    expect(connection).toMatchObject({ state: "failed", diagnosis: { id: "connection-refused" } });
    const [untold] = charles("FAILED", { status: 0, headers: [] }).connections;
    expect(untold?.diagnosis?.evidence).toContain("Charles's message: the exchange is marked FAILED");
  });

  it("a response that came stands for itself, however its end is marked", () => {
    const [connection] = charles("EXCEPTION", { ...SWITCHED, status: 503, statusText: null, headers: [] }).connections;
    expect(connection).toMatchObject({ status: 503, diagnosis: { id: "service-unavailable" } });
  });

  it("is known by an entry where the creator comes last", async () => {
    const failed = plain({ _charlesStatus: "FAILED", status: 0, headers: [] });
    const text = JSON.stringify({
      log: { version: "1.2", entries: [failed], creator: { name: "Charles Proxy", version: "5" } },
    });
    const pieces = [new TextEncoder().encode(text)];
    const reading = await readPieces(async () => pieces.shift() ?? null, 1, 1 << 20);
    expect(reading).toMatchObject({ browser: "Charles Proxy 5", upgrades: [{ client: "Charles" }] });
  });
});

describe("Fiddler", () => {
  const own = (status: number, statusText: string, text: string) =>
    plain({
      status,
      statusText,
      httpVersion: "HTTP/1.1",
      headers: [{ name: "Content-Type", value: "text/html; charset=UTF-8" }],
      content: { size: text.length, compression: 0, mimeType: "text/html; charset=UTF-8", text },
    });

  it.each<[number, string, string, string]>([
    [
      502,
      "Fiddler - Connection Failed",
      "[Fiddler] The connection to 'example.com' failed. <br />Error: ConnectionRefused (0x274d). <br />System.Net.Sockets.SocketException No connection could be made because the target machine actively refused it",
      "connection-refused",
    ],
    [
      502,
      "Fiddler - DNS Lookup Failed",
      '[Fiddler] DNS Lookup for "example.com" failed. No such host is known',
      "name-not-resolved",
    ],
    [
      504,
      "Fiddler - Receive Failure",
      "[Fiddler] ReadResponse() failed: The server did not return a response for this request.Server returned 0 bytes.",
      "response-empty",
    ],
    [
      502,
      "Fiddler - Connection Failed",
      "[Fiddler] The connection to 'example.com' failed. <br />Error: TimedOut (0x274c).",
      "connection-timed-out",
    ],
    [500, "Fiddler - Bad Response", "[Fiddler] Response Header parsing failed.", "response-not-http"],
    [502, "Fiddler - Connection Failed", "", "network-error"],
  ])("%i %s: its own response is nobody else's", (status, statusText, text, id) => {
    // Its creator stands after the entries.
    const entries = [own(status, statusText, text)];
    for (const document of [
      {
        log: {
          pages: [],
          comment: "exported @ 11/28/2026",
          entries,
          creator: { name: "Fiddler", version: "5.0" },
          version: "1.2",
        },
      },
      log("Fiddler", ...entries),
    ]) {
      const { connections, tool } = report(document);
      expect(tool.browser).toMatch(/^Fiddler/);
      expect(connections).toMatchObject([
        { state: "failed", status: null, diagnosis: { id }, observed: { client: "Fiddler" } },
      ]);
      expect(JSON.stringify(connections)).not.toMatch(/browser does not show|The browser (?:said|sent)|ERR_/);
    }
  });

  it("says that it writes no messages, and that a long body was left out is no secret of a browser", () => {
    const comment = "Body length exceeded fiddler.importexport.HTTPArchiveJSON.MaxTextBodyLength, so body was omitted.";
    const refused = {
      ...SWITCHED,
      status: 403,
      statusText: "Forbidden",
      headers: [],
      content: { size: 9000, mimeType: "text/html", comment },
    };
    const { capture, connections } = report(log("Fiddler", plain(SWITCHED), plain(refused)));
    expect(capture.lost).toEqual(["Fiddler leaves the messages of WebSockets out of its HAR files."]);
    expect(connections.map(({ messages: counted }) => counted === null)).toEqual([true, false]);
    expect(JSON.stringify(connections)).not.toContain("browser does not show");
  });
});

describe("Proxyman", () => {
  it("writes messages as Chrome does, whole seconds, and no response where none came", () => {
    const startedDateTime = "2026-11-28T23:00:27+01:00";
    const _webSocketMessages = messages(["send", AT / 1000 + 1, "a"], ["receive", AT / 1000 + 2.5, "bb"]);
    const { response: _, ...failed } = plain({}, { startedDateTime });
    const { connections, capture } = report(
      log("Proxyman", plain(SWITCHED, { startedDateTime, _webSocketMessages }), failed),
    );
    expect(connections).toMatchObject([
      { state: "open", status: 101, timing: { requestSentAt: START }, messages: { received: { count: 1, bytes: 2 } } },
      {
        state: "requested",
        status: null,
        verdict: { sentence: "The handshake request was sent; the file contains no response to it." },
      },
    ]);
    expect(capture.lost).toEqual([]);
  });
});

describe("Insomnia", () => {
  const insomnia = (...entries: unknown[]) =>
    report({
      log: {
        version: "1.2",
        creator: { name: "Insomnia REST Client", version: "insomnia.desktop.app:v2022.1.1" },
        entries,
      },
    });

  it("dates by the export, so no time is told, and leaves WebSockets out, which is", () => {
    const refused = {
      ...SWITCHED,
      status: 403,
      statusText: "Forbidden",
      headers: [],
      content: { size: 4, mimeType: "text/plain", text: "nope" },
    };
    const timings = { blocked: -1, dns: -1, connect: -1, send: 0, wait: 70.402, receive: 0, ssl: -1 };
    const { connections, capture } = insomnia(plain(refused, { timings, comment: "a request" }));
    expect(connections).toMatchObject([
      {
        state: "failed",
        status: 403,
        timing: { createdAt: null, requestSentAt: null, closedAt: null },
        diagnosis: { id: "forbidden" },
      },
    ]);
    expect(capture).toMatchObject({
      startedAt: null,
      lost: [expect.stringMatching(/^Insomnia leaves WebSocket requests out/)],
    });
    // What was typed in is no request of the wire: nothing is missing in it.
    expect(connections[0]?.observed).not.toHaveProperty("httpVersion");
  });
});

describe("Browsertime and sitespeed.io", () => {
  it.each(["chrome-har", "Browsertime", "sitespeed.io"])(
    "%s: that sockets are left out is said, though there is none",
    (name) => {
      const page = {
        ...plain({ ...SWITCHED, status: 200, headers: [] }),
        request: { ...HTTPS, url: "https://example.com/", headers: [] },
      };
      const { connections, capture } = report(log(name, page));
      expect(connections).toEqual([]);
      expect(capture.lost).toEqual([
        "Browsertime and sitespeed.io (chrome-har) leave WebSockets out of their HAR files.",
      ]);
    },
  );
});

describe("WebPageTest", () => {
  it("has its page's address at the end of a title, and flat fields without messages", () => {
    const pages = [{ id: "page_1_0_1", title: "Run 1, First View for https://example.com/shop" }];
    const one = plain(
      { ...SWITCHED, statusText: "" },
      { _request_type: "WebSocket", _responseCode: 101, _run: 1, _cached: 0 },
    );
    const { page, connections, capture } = report({
      log: { version: "1.1", creator: { name: "WebPagetest", version: "21.07" }, pages, entries: [one] },
    });
    expect(page.url).toBe("https://example.com/shop");
    expect(connections).toMatchObject([{ status: 101, messages: null }]);
    expect(capture.lost).toEqual(["WebPageTest leaves the messages of WebSockets out of its HAR files."]);
  });
});

describe("the registry of dialects", () => {
  it("has no tool and no creator twice", () => {
    expect(new Set(dialects.map(({ tool }) => tool)).size).toBe(dialects.length);
    for (const dialect of dialects)
      for (const name of dialect.creators)
        for (const creator of [name, name.toUpperCase(), `${name} Proxy`, `${name}/1.2`])
          expect(dialectOf(creator)).toBe(dialect);
    for (const name of [
      "WebInspector",
      "Firefox",
      "Charlestown",
      "Not Charles",
      "WebKit Web Inspector",
      "Upgrades",
      "",
    ])
      expect(dialectOf(name)).toBeNull();
  });
});

describe("a field of a wrong type or out of its range", () => {
  it.each<[string, Record<string, unknown>]>([
    ["_resourceType", { _resourceType: 7 }],
    ["_webSocketMessages", { _webSocketMessages: "none" }],
    ["one message", { _webSocketMessages: [7, ...messages(["send", AT / 1000, "yo"])] }],
    ["_webSocketClose", { _webSocketClose: { code: "1000" } }],
    ["timings", { timings: "quick" }],
    ["startedDateTime", { startedDateTime: "1890-01-01T00:00:00.000Z" }],
    ["one header", { request: { method: "GET", url: "wss://example.com/live", headers: [null, ...OFFER] } }],
    ["response", { response: "yes" }],
  ])("%s: neither the entry nor its neighbor is lost", (_, more) => {
    const good = entry({ request: { method: "GET", url: "wss://example.com/other", headers: [] } });
    const { connections, capture } = report(log("Some tool", entry(more), good));
    expect(connections.map(({ url }) => url)).toEqual(["wss://example.com/live", "wss://example.com/other"]);
    expect(capture.lost).toEqual([]);
  });

  it("is not known", () => {
    const _webSocketMessages = messages(["receive", 253_402_300_800, "far"]);
    const [far] = report(log("Some tool", entry({ _webSocketMessages }, { status: 6000 }))).connections;
    expect(far).toMatchObject({ status: null, messages: { received: { count: 1 }, lastAt: null } });
  });
});

describe("U+FEFF at the beginning of a string", () => {
  it.each([1, 2, 3, 7, 1 << 16])("is counted, however the file is cut (pieces of %i bytes)", async (size) => {
    const _webSocketMessages = messages(["receive", AT / 1000, "\ufeffmarked"]);
    const text = `\ufeff${JSON.stringify(log("Some tool", entry({ _webSocketMessages })))}`;
    const bytes = new TextEncoder().encode(text);
    let at = 0;
    const next = async () => {
      const piece = bytes.subarray(at, at + size);
      at += size;
      return piece.length === 0 ? null : piece;
    };
    const [upgrade] = (await readPieces(next, 1, 1 << 20)).upgrades;
    expect(upgrade?.countedByLog.received).toMatchObject({ count: 1, bytes: 9 });
  });
});

describe("a file that was cleaned before it was passed on", () => {
  it.each(["[REDACTED]", "***", "<removed>", "xxxxxxxx", "redacted-key-1"])("%s is no broken handshake", (text) => {
    const put = (list: typeof OFFER) =>
      list.map(({ name, value }) => ({ name, value: /-(Key|Accept)$/.test(name) ? text : value }));
    const masked = entry(
      { request: { method: "GET", url: "wss://example.com/live", headers: put(OFFER) } },
      { headers: put(ACCEPTED) },
    );
    const [connection] = report(log("Some tool", masked)).connections;
    expect(connection?.diagnosis).toBeNull();
    expect(connection?.checks.filter(({ outcome }) => outcome === "fail")).toEqual([]);
    expect(connection?.verdict.sentence).toMatch(/^The handshake succeeded/);
  });
});
