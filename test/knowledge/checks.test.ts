import { describe, expect, it } from "vitest";
import type { CheckId, Outcome } from "../../src/knowledge/checks/check.ts";
import { checks } from "../../src/knowledge/checks/registry.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { ACCEPT, KEY, RESPONSE } from "../story.ts";
import {
  failed,
  failedEarly,
  fromFile,
  HTTP2_REQUEST,
  olderThanCapture,
  opened,
  openedOverHttp2,
  queued,
  REQUEST,
  requested,
  withHeaders,
} from "./handshakes.ts";

const EH = "Error during WebSocket handshake: ";

/** Situation, upgrade, outcome, and a part of the summary. */
type Row = readonly [situation: string, upgrade: Upgrade, outcome: Outcome, says: string];

function table(id: CheckId, rows: readonly Row[]): void {
  it.each(rows)("%s", (_situation, upgrade, outcome, says) => {
    const check = checks.find((candidate) => candidate.id === id);
    const finding = check?.run(upgrade);
    expect(finding?.outcome).toBe(outcome);
    expect(finding?.summary).toContain(says);
    if (outcome === "pass" || outcome === "warn" || outcome === "fail") expect(finding?.evidence).not.toEqual([]);
    // One line of at most 100 characters before foreign text is filled in.
    expect(finding?.summary).not.toContain("\n");
    expect((finding?.summary ?? "").replace(/`[^`]*`/g, "``").length).toBeLessThanOrEqual(100);
  });
}

/** Opened, with these changes to what was sent and answered. */
function changed(
  response: Record<string, string | readonly string[] | null>,
  request: Record<string, string | readonly string[] | null> = {},
): Upgrade {
  return opened({ request: withHeaders(REQUEST, request), response: withHeaders(RESPONSE, response) });
}

const GENERAL: readonly Row[] = [
  ["queued", queued(), "not-observed", "yet"],
  ["older than the capture", olderThanCapture(), "not-observed", "before it could be watched"],
];

const ANSWER: readonly Row[] = [
  ...GENERAL,
  ["waiting", requested(), "not-observed", "No response has been seen yet"],
  ["no reason given", failed(""), "not-observed", "gave no reason"],
  [
    "failed early",
    failedEarly("Error in connection establishment: net::ERR_CONNECTION_REFUSED"),
    "not-observed",
    "shows no response",
  ],
];

/** For the rules about the headers of the response. */
const HEADER_RULE: readonly Row[] = [
  ...ANSWER,
  ["refused, headers hidden", failed(`${EH}Unexpected response code: 403`), "not-observed", "does not show"],
  ["refused, headers seen", fromFile({ status: 403, response: [["Server", "x"]] }), "not-applicable", "403"],
  ["a 101 recorded without headers", fromFile({ status: 101, response: [] }), "not-observed", "no headers"],
  ["no response in the file", fromFile(), "not-observed", "The file contains no response"],
];

const HTTP2_ROWS: readonly Row[] = [
  ["HTTP/2", openedOverHttp2(), "not-applicable", "HTTP/2"],
  [
    "HTTP/2, refused",
    failed(`${EH}Unexpected response code: 403`, { request: HTTP2_REQUEST }),
    "not-applicable",
    "HTTP/2",
  ],
  [
    "HTTP/2, broken after opening",
    reduce(openedOverHttp2(), {
      type: "error",
      sourceId: "r",
      at: 9000,
      message: "Invalid frame header",
      monotonicSeconds: 9,
    }),
    "not-applicable",
    "HTTP/2",
  ],
];

describe("the registry", () => {
  it("has the order of the report format", () => {
    expect(checks.map(({ id }) => id)).toEqual([
      "status",
      "upgrade",
      "connection",
      "accept",
      "key",
      "version",
      "subprotocol",
      "extensions",
      "origin",
      "http-version",
    ]);
  });

  it("passes a plain handshake in every point", () => {
    expect(checks.map((check) => check.run(opened()).outcome)).toEqual(Array(10).fill("pass"));
  });

  it("never fails a healthy HTTP/2 handshake", () => {
    const outcomes = checks.map((check) => check.run(openedOverHttp2()).outcome);
    const [pass, none] = ["pass", "not-applicable"];
    expect(outcomes).toEqual([pass, none, none, none, none, pass, pass, pass, pass, pass]);
  });

  it("reads the rules before the broken one as kept, and those after it as not looked at", () => {
    const upgrade = failed(`${EH}'Connection' header value must contain 'Upgrade'`);
    const outcome = (id: CheckId) => checks.find((check) => check.id === id)?.run(upgrade).outcome;
    expect([outcome("status"), outcome("upgrade"), outcome("accept")]).toEqual(["pass", "pass", "pass"]);
    expect(outcome("connection")).toBe("fail");
    expect([outcome("subprotocol"), outcome("extensions")]).toEqual(["not-observed", "not-observed"]);
  });
});

describe("status", () => {
  table("status", [
    ...ANSWER,
    ["101", opened(), "pass", "101 Switching Protocols"],
    ["HTTP/2", openedOverHttp2(), "pass", "200 over HTTP/2"],
    ["refused, from the words", failed(`${EH}Unexpected response code: 403`), "fail", "403"],
    ["an interim response", failed(`${EH}Unexpected response code: 103`), "fail", "interim 103"],
    ["HTTP/2, refused", failed(`${EH}Unexpected response code: 500`, { request: HTTP2_REQUEST }), "fail", "only 200"],
    ["refused, in a file", fromFile({ status: 200, response: [["Server", "x"]] }), "fail", "The response is 200"],
    ["refused without headers", fromFile({ status: 502, response: [] }), "fail", "502"],
    ["a header is wrong", failed(`${EH}'Upgrade' header is missing`), "pass", "went on"],
    ["login", failed("HTTP Authentication failed; no valid credentials available"), "fail", "401"],
    ["proxy login", failed("Proxy authentication failed"), "fail", "A proxy responded with 407"],
    [
      "407 of the origin",
      failed("Error in connection establishment: net::ERR_UNEXPECTED_PROXY_AUTH"),
      "fail",
      "The response is 407",
    ],
    ["no status line", failed(`${EH}Invalid status line`), "fail", "status line"],
    ["no HTTP", failed(`${EH}net::ERR_INVALID_HTTP_RESPONSE`), "fail", "not valid HTTP"],
    ["no response", failed("Connection closed before receiving a handshake response"), "not-observed", "no response"],
  ]);
});

describe("upgrade", () => {
  table("upgrade", [
    ...HEADER_RULE,
    ...HTTP2_ROWS,
    ["as it should be", opened(), "pass", "websocket"],
    ["case is ignored", changed({ Upgrade: "WebSocket" }), "pass", "websocket"],
    ["empty list elements are ignored", changed({ Upgrade: ", websocket ," }), "pass", "websocket"],
    ["missing", changed({ Upgrade: null }), "fail", "has no Upgrade header"],
    ["empty", changed({ Upgrade: "" }), "fail", "is empty"],
    ["another", changed({ Upgrade: "h2c" }), "fail", "`h2c`, not websocket"],
    ["a version behind it", changed({ Upgrade: "websocket/13" }), "fail", "`websocket/13`"],
    ["twice", changed({ Upgrade: ["websocket", "websocket"] }), "fail", "more than one"],
    ["a list", changed({ Upgrade: "websocket, h2c" }), "fail", "more than one"],
    ["words: missing", failed(`${EH}'Upgrade' header is missing`), "fail", "has no Upgrade header"],
    ["words: another", failed(`${EH}'Upgrade' header value is not 'WebSocket': h2c`), "fail", "`h2c`, not websocket"],
    ["words: empty", failed(`${EH}'Upgrade' header value is not 'WebSocket': `), "fail", "is empty"],
    ["words: twice", failed(`${EH}'Upgrade' header must not appear more than once in a response`), "fail", "more than"],
    ["words: a later rule", failed(`${EH}Incorrect 'Sec-WebSocket-Accept' header value`), "pass", "later rule"],
    [
      "the request does not ask",
      fromFile({ request: withHeaders(REQUEST, { Upgrade: null }), status: 426, response: [["Upgrade", "websocket"]] }),
      "fail",
      "The request's Upgrade header",
    ],
  ]);

  it("keeps the browser's message beside the headers when both were seen", () => {
    const text = `${EH}'Upgrade' header is missing`;
    const upgrade = fromFile({ status: 101, response: withHeaders(RESPONSE, { Upgrade: null }) }, text);
    expect(checks.find(({ id }) => id === "upgrade")?.run(upgrade).evidence).toEqual([
      "no response header Upgrade",
      `the browser's message: ${text}`,
    ]);
  });

  it("believes the browser's message where the recorded headers look right", () => {
    const upgrade = fromFile({ status: 101 }, `${EH}'Upgrade' header must not appear more than once in a response`);
    expect(checks.find(({ id }) => id === "upgrade")?.run(upgrade).outcome).toBe("fail");
  });
});

describe("connection", () => {
  table("connection", [
    [
      "words: a later rule, and a request that was not recorded",
      failed(`${EH}Received duplicate permessage-deflate response`, { request: [] }),
      "not-observed",
      "does not show",
    ],
    ["not recorded in the request, but accepted", changed({}, { Connection: null }), "pass", "lists Upgrade"],
    ...HEADER_RULE,
    ...HTTP2_ROWS,
    ["as it should be", opened(), "pass", "lists Upgrade"],
    ["case is ignored", changed({ Connection: "upgrade" }), "pass", "lists Upgrade"],
    ["in a list", changed({ Connection: "keep-alive, Upgrade" }), "pass", "lists Upgrade"],
    ["in a second line", changed({ Connection: ["keep-alive", "Upgrade"] }), "pass", "lists Upgrade"],
    ["missing", changed({ Connection: null }), "fail", "has no Connection header"],
    ["without the token", changed({ Connection: "keep-alive" }), "fail", "does not list Upgrade"],
    ["only part of a token", changed({ Connection: "upgraded" }), "fail", "does not list Upgrade"],
    ["words: missing", failed(`${EH}'Connection' header is missing`), "fail", "has no Connection header"],
    [
      "words: without",
      failed(`${EH}'Connection' header value must contain 'Upgrade'`),
      "fail",
      "does not list Upgrade",
    ],
    ["words: an earlier rule", failed(`${EH}'Upgrade' header is missing`), "not-observed", "earlier rule"],
    [
      "words: a later rule",
      failed(`${EH}Found an unsupported extension 'x' in 'Sec-WebSocket-Extensions' header`),
      "pass",
      "later rule",
    ],
    [
      "words: a later rule over HTTP/2",
      failed(`${EH}Received duplicate permessage-deflate response`, { request: HTTP2_REQUEST }),
      "not-applicable",
      "HTTP/2",
    ],
    [
      "the request does not ask",
      fromFile({ request: withHeaders(REQUEST, { Connection: "close" }), status: 400, response: [["Server", "x"]] }),
      "fail",
      "The request's Connection header",
    ],
  ]);
});

describe("accept", () => {
  table("accept", [
    ...HEADER_RULE,
    ...HTTP2_ROWS,
    ["the RFC's vector", opened(), "pass", "matches this request"],
    ["white space around it", changed({ "Sec-WebSocket-Accept": ` ${ACCEPT} ` }), "pass", "matches this request"],
    ["case counts", changed({ "Sec-WebSocket-Accept": ACCEPT.toLowerCase() }), "fail", `this key needs \`${ACCEPT}\``],
    ["another key's", changed({}, { "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==" }), "fail", `\`${ACCEPT}\``],
    ["missing", changed({ "Sec-WebSocket-Accept": null }), "fail", "no Sec-WebSocket-Accept"],
    ["twice", changed({ "Sec-WebSocket-Accept": [ACCEPT, ACCEPT] }), "fail", "more than one"],
    ["a list", changed({ "Sec-WebSocket-Accept": `${ACCEPT}, ${ACCEPT}` }), "fail", "more than one"],
    ["no key to verify it by", changed({}, { "Sec-WebSocket-Key": null }), "not-observed", "cannot be verified"],
    ["words: missing", failed(`${EH}'Sec-WebSocket-Accept' header is missing`), "fail", "no Sec-WebSocket-Accept"],
    ["words: wrong", failed(`${EH}Incorrect 'Sec-WebSocket-Accept' header value`), "fail", "does not match"],
    [
      "words: twice",
      failed(`${EH}'Sec-WebSocket-Accept' header must not appear more than once in a response`),
      "fail",
      "more than one",
    ],
    ["words: an earlier rule", failed(`${EH}'Upgrade' header is missing`), "not-observed", "earlier rule"],
    ["words: a later rule", failed(`${EH}'Connection' header is missing`), "pass", "later rule"],
  ]);

  it("shows what the value had to be", () => {
    const upgrade = failed(`${EH}Incorrect 'Sec-WebSocket-Accept' header value`);
    const finding = checks.find(({ id }) => id === "accept")?.run(upgrade);
    expect(finding?.evidence).toContain(`computed from the request's key: ${ACCEPT}`);
  });
});

describe("key", () => {
  table("key", [
    ...GENERAL,
    ["HTTP/2", openedOverHttp2(), "not-applicable", "no key"],
    ["as it should be", opened(), "pass", "16 bytes"],
    ["judged before the response", requested(), "pass", "16 bytes"],
    ["judged though refused", failed(`${EH}Unexpected response code: 400`), "pass", "16 bytes"],
    [
      "missing",
      fromFile({ request: withHeaders(REQUEST, { "Sec-WebSocket-Key": null }), status: 400 }),
      "fail",
      "no Sec-",
    ],
    ["missing, and answered", changed({}, { "Sec-WebSocket-Key": null }), "not-observed", "no key"],
    ["twice", changed({}, { "Sec-WebSocket-Key": [KEY, KEY] }), "fail", "more than one"],
    ["too short", changed({}, { "Sec-WebSocket-Key": "AAAA" }), "fail", "decodes to 3 bytes"],
    ["not base64", changed({}, { "Sec-WebSocket-Key": "not base64 at all" }), "fail", "not base64"],
    ["not recorded", fromFile({ request: [], status: 101 }), "not-observed", "no headers"],
  ]);
});

describe("version", () => {
  const refusal = (versions: string | readonly string[]) => withHeaders([], { "Sec-WebSocket-Version": versions });
  table("version", [
    ...GENERAL,
    ["13", opened(), "pass", "version 13"],
    ["13 over HTTP/2", openedOverHttp2(), "pass", "version 13"],
    ["another", changed({}, { "Sec-WebSocket-Version": "8" }), "fail", "`8`"],
    ["missing", changed({}, { "Sec-WebSocket-Version": null }), "fail", "no Sec-WebSocket-Version"],
    ["twice", changed({}, { "Sec-WebSocket-Version": ["13", "13"] }), "fail", "more than one"],
    ["the server has others", fromFile({ status: 426, response: refusal("8, 7") }), "fail", "`8, 7`"],
    ["the server has others, in lines", fromFile({ status: 400, response: refusal(["8", "7"]) }), "fail", "`8, 7`"],
    ["the server has 13 too", fromFile({ status: 400, response: refusal("13, 8") }), "pass", "server lists"],
    ["no list on a 5xx", fromFile({ status: 502, response: refusal("8") }), "pass", "version 13"],
  ]);
});

describe("subprotocol", () => {
  const offering = (offer: string | readonly string[], answer: string | readonly string[] | null) =>
    changed({ "Sec-WebSocket-Protocol": answer }, { "Sec-WebSocket-Protocol": offer });
  table("subprotocol", [
    ...HEADER_RULE,
    ["none and none", opened(), "pass", "none was chosen"],
    ["chosen from a list", offering("mqtt, chat", "chat"), "pass", "`chat`, which was offered"],
    ["chosen from lines", offering(["mqtt", "chat"], "chat"), "pass", "`chat`, which was offered"],
    [
      "chosen over HTTP/2",
      openedOverHttp2({
        request: [...HTTP2_REQUEST, ["Sec-WebSocket-Protocol", "chat"]],
        response: [["sec-websocket-protocol", "chat"]],
      }),
      "pass",
      "`chat`, which was offered",
    ],
    ["offered, none chosen", offering("chat", null), "warn", "RFC 6455 allows that, but Chrome refuses it"],
    ["offered, empty answer", offering("chat", ""), "fail", "is empty"],
    ["not offered", offering("chat", "other"), "fail", "`other`, which was not offered"],
    ["case counts", offering("Chat", "chat"), "fail", "case matters"],
    ["none offered, one chosen", changed({ "Sec-WebSocket-Protocol": "chat" }), "fail", "none was offered"],
    ["two lines", offering("a, b", ["a", "b"]), "fail", "more than one"],
    ["a list in the response", offering("a, b", "a, b"), "fail", "more than one"],
    ["offered twice", offering("a, b, a", "b"), "warn", "`a` twice"],
    ["offered with a space", offering("a b, c", "c"), "warn", "not a valid name"],
    [
      "the request was not recorded",
      fromFile({ request: [], status: 101, response: [...RESPONSE, ["Sec-WebSocket-Protocol", "a"]] }),
      "not-observed",
      "not known",
    ],
    [
      "words: none chosen",
      failed(`${EH}Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received`),
      "fail",
      "chose none; Chrome refuses that",
    ],
    [
      "words: unasked",
      failed(`${EH}Response must not include 'Sec-WebSocket-Protocol' header if not present in request: chat`),
      "fail",
      "`chat`, but none was offered",
    ],
    [
      "words: not offered",
      failed(`${EH}'Sec-WebSocket-Protocol' header value 'other' in response does not match any of sent values`),
      "fail",
      "`other`, which was not offered",
    ],
    [
      "words: empty",
      failed(`${EH}'Sec-WebSocket-Protocol' header value '' in response does not match any of sent values`),
      "fail",
      "is empty",
    ],
    [
      "words: twice",
      failed(`${EH}'Sec-WebSocket-Protocol' header must not appear more than once in a response`),
      "fail",
      "more than one",
    ],
    ["words: an earlier rule", failed(`${EH}'Connection' header is missing`), "not-observed", "earlier rule"],
    ["words: a later rule", failed(`${EH}Received duplicate permessage-deflate response`), "pass", "later rule"],
  ]);
});

describe("extensions", () => {
  const BROWSER = "permessage-deflate; client_max_window_bits";
  const answering = (answer: string | readonly string[] | null, offer: string | null = BROWSER) =>
    changed({ "Sec-WebSocket-Extensions": answer }, { "Sec-WebSocket-Extensions": offer });
  table("extensions", [
    ...HEADER_RULE,
    ["none chosen", opened(), "pass", "no extension"],
    ["compression", answering("permessage-deflate"), "pass", "permessage-deflate"],
    ["smallest window", answering("permessage-deflate; client_max_window_bits=8"), "pass", "permessage-deflate"],
    ["largest window", answering("permessage-deflate; server_max_window_bits=15"), "pass", "permessage-deflate"],
    ["a quoted value", answering('permessage-deflate; server_max_window_bits="10"'), "pass", "permessage-deflate"],
    [
      "all four parameters",
      answering(
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=12; client_max_window_bits=11",
      ),
      "pass",
      "permessage-deflate",
    ],
    ["window too small", answering("permessage-deflate; server_max_window_bits=7"), "fail", "8 to 15"],
    ["window too large", answering("permessage-deflate; server_max_window_bits=16"), "fail", "`16`"],
    ["leading zero", answering("permessage-deflate; server_max_window_bits=08"), "fail", "`08`"],
    ["no number", answering("permessage-deflate; client_max_window_bits=ten"), "fail", "`ten`"],
    ["window without a value", answering("permessage-deflate; client_max_window_bits"), "fail", "needs a value"],
    ["server window without a value", answering("permessage-deflate; server_max_window_bits"), "fail", "needs a value"],
    ["takeover with a value", answering("permessage-deflate; server_no_context_takeover=1"), "fail", "takes no value"],
    ["unknown parameter", answering("permessage-deflate; foo=1"), "fail", "`foo`"],
    [
      "parameter twice",
      answering("permessage-deflate; server_max_window_bits=9; server_max_window_bits=9"),
      "fail",
      "twice",
    ],
    ["accepted twice", answering("permessage-deflate, permessage-deflate"), "fail", "accepts permessage-deflate twice"],
    ["accepted twice, in lines", answering(["permessage-deflate", "permessage-deflate"]), "fail", "twice"],
    ["not offered", answering("x-webkit-deflate-frame"), "fail", "not offered"],
    ["nothing offered", answering("permessage-deflate", null), "fail", "not offered"],
    ["empty", answering(""), "fail", "has invalid syntax"],
    ["broken", answering("permessage-deflate; =1"), "fail", "has invalid syntax"],
    ["broken offer", answering("permessage-deflate", "permessage-deflate; ;"), "fail", "The request's"],
    ["another extension, offered", answering("bbf-usp-protocol", "bbf-usp-protocol"), "pass", "that were offered"],
    [
      "a window for the client that it did not offer",
      answering("permessage-deflate; client_max_window_bits=10", "permessage-deflate"),
      "fail",
      "did not offer",
    ],
    [
      "a window larger than the client's",
      answering("permessage-deflate; client_max_window_bits=12", "permessage-deflate; client_max_window_bits=10"),
      "fail",
      "more than the 10",
    ],
    [
      "the server's window as asked",
      answering("permessage-deflate; server_max_window_bits=9", "permessage-deflate; server_max_window_bits=10"),
      "pass",
      "permessage-deflate",
    ],
    [
      "the server's window larger than asked",
      answering("permessage-deflate; server_max_window_bits=11", "permessage-deflate; server_max_window_bits=10"),
      "fail",
      "at most 10",
    ],
    [
      "the server's window not agreed to",
      answering("permessage-deflate", "permessage-deflate; server_max_window_bits=10"),
      "fail",
      "at most 10",
    ],
    [
      "takeover not agreed to",
      answering("permessage-deflate", "permessage-deflate; server_no_context_takeover"),
      "fail",
      "does not agree",
    ],
    [
      "fits the second of two offers",
      answering("permessage-deflate", "permessage-deflate; server_max_window_bits=10, permessage-deflate"),
      "pass",
      "permessage-deflate",
    ],
    [
      "the request was not recorded",
      fromFile({
        request: [],
        status: 101,
        response: [...RESPONSE, ["Sec-WebSocket-Extensions", "permessage-deflate"]],
      }),
      "not-observed",
      "not known",
    ],
    [
      "words: unknown",
      failed(`${EH}Found an unsupported extension 'x' in 'Sec-WebSocket-Extensions' header`),
      "fail",
      "`x`, an extension that the browser does not support",
    ],
    ["words: twice", failed(`${EH}Received duplicate permessage-deflate response`), "fail", "twice"],
    [
      "words: parameter",
      failed(`${EH}Error in permessage-deflate: Received invalid server_max_window_bits parameter`),
      "fail",
      "`Received invalid server_max_window_bits parameter`",
    ],
    [
      "words: grammar",
      failed(`${EH}'Sec-WebSocket-Extensions' header value is rejected by the parser: ;`),
      "fail",
      "could not parse",
    ],
    ["words: an earlier rule", failed(`${EH}'Upgrade' header is missing`), "not-observed", "earlier rule"],
  ]);
});

describe("origin", () => {
  const from = (origin: string | readonly string[] | null) => changed({}, { Origin: origin });
  table("origin", [
    ...GENERAL,
    ["the same host", opened(), "pass", "same host"],
    ["the same host, another port", from("https://example.com:8443"), "pass", "same host"],
    ["another host", from("https://other.example"), "pass", "`https://other.example` opened it, on another host"],
    ["an extension", from("chrome-extension://abcdefghijklmnop"), "pass", "the server decides"],
    ["null", from("null"), "pass", "sandboxed"],
    ["missing", from(null), "warn", "no Origin header"],
    ["twice", from(["https://example.com", "https://example.com"]), "fail", "more than one"],
    ["no origin at all", from("example.com"), "warn", "`example.com`"],
    ["judged though refused", failed(`${EH}Unexpected response code: 403`), "pass", "same host"],
  ]);
});

describe("http-version", () => {
  table("http-version", [
    ...GENERAL,
    ["101", opened(), "pass", "HTTP/1.1"],
    ["extended CONNECT", openedOverHttp2(), "pass", "extended CONNECT"],
    ["extended CONNECT, waiting", requested({ request: HTTP2_REQUEST }), "pass", "extended CONNECT"],
    ["refused with a key", failed(`${EH}Unexpected response code: 403`), "pass", "has a key"],
    [
      "the stream broke",
      failed("Stream closed with error: net::ERR_HTTP2_PROTOCOL_ERROR", { request: HTTP2_REQUEST }),
      "fail",
      "`ERR_HTTP2_PROTOCOL_ERROR`",
    ],
    [
      "a file without a key",
      fromFile({ request: withHeaders(REQUEST, { "Sec-WebSocket-Key": null }), status: 400 }),
      "not-observed",
      "cannot be determined",
    ],
    [
      "a file with the pseudo-header",
      fromFile({ request: [[":protocol", "websocket"]], status: 403 }),
      "pass",
      "extended CONNECT",
    ],
  ]);
});

describe("foreign text", () => {
  it("cannot mark up a summary, and shows its control characters in the evidence", () => {
    const upgrade = changed({ Upgrade: "`[x](https://evil.example)`\u202e" });
    const finding = checks.find(({ id }) => id === "upgrade")?.run(upgrade);
    expect(finding?.summary).toBe("Upgrade is `'[x](https://evil.example)'\\u202e`, not websocket.");
    expect(finding?.evidence).toEqual(["response header Upgrade: `[x](https://evil.example)`\\u202e"]);
  });

  it("of a console line does not bring the URL into the evidence", () => {
    const line = `WebSocket connection to 'wss://h/?token=s3cret' failed: ${EH}Unexpected response code: 403`;
    const finding = checks.find(({ id }) => id === "status")?.run(failed(line));
    expect(finding?.evidence).toEqual([`the browser's message: ${EH}Unexpected response code: 403`]);
  });

  it("is cut in the evidence when it is long", () => {
    const finding = checks.find(({ id }) => id === "upgrade")?.run(changed({ Upgrade: "x".repeat(60_000) }));
    expect(finding?.evidence[0]?.length).toBeLessThan(250);
  });
});
