import type { CheckId } from "../../../src/knowledge/checks/check.ts";
import { at, breaksRule, type Case, failed, netError } from "../case.ts";

const group = "101 with a wrong header";

/** Name, diagnosis, check, the browser's message, first cause. */
function rule(name: string, check: CheckId, words: string, firstCause?: string, more: Partial<Case> = {}): Case {
  const id = `header-${name}`;
  const diagnosis = DIAGNOSES[check] ?? "";
  const expects = breaksRule(check, diagnosis, words, firstCause);
  const title = name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");
  return { id, group, title, url: at("main", `/header/${name}`), expects, ...more };
}

const DIAGNOSES: Partial<Record<CheckId, string>> = {
  upgrade: "upgrade-header-invalid",
  connection: "connection-header-invalid",
  accept: "accept-invalid",
  subprotocol: "subprotocol-invalid",
  extensions: "extensions-invalid",
};

const offersOther = { protocols: ["other"] };

const transportGroup = "Answer that is no response";

function broken(name: string, title: string, expects: Case["expects"]): Case {
  return { id: `transport-${name}`, group: transportGroup, title, url: at("main", `/transport/${name}`), expects };
}

/** No status could be read. */
const NOT_HTTP: Case["expects"] = {
  ...netError("ERR_INVALID_HTTP_RESPONSE", "handshake", "response-not-http"),
  failedChecks: ["status"],
};

function streamFailed(error: string): Case["expects"] {
  const message = `Stream closed with error: net::${error}`;
  return { ...failed("http2-stream-failed", message), failedChecks: ["http-version"] };
}

/** Answers of 101 that break a rule, and answers that are not whole. */
export const handshakeHeaders: readonly Case[] = [
  rule("upgrade-missing", "upgrade", "'Upgrade' header is missing"),
  rule("upgrade-empty", "upgrade", "'Upgrade' header value is not 'WebSocket': "),
  rule("upgrade-h2c", "upgrade", "'Upgrade' header value is not 'WebSocket': h2c"),
  rule("upgrade-twice", "upgrade", "'Upgrade' header must not appear more than once in a response"),
  rule("connection-missing", "connection", "'Connection' header is missing"),
  rule("connection-keep-alive", "connection", "'Connection' header value must contain 'Upgrade'"),
  rule("accept-missing", "accept", "'Sec-WebSocket-Accept' header is missing"),
  rule("accept-wrong", "accept", "Incorrect 'Sec-WebSocket-Accept' header value"),
  rule("accept-twice", "accept", "'Sec-WebSocket-Accept' header must not appear more than once in a response"),
  rule(
    "protocol-chat",
    "subprotocol",
    "Response must not include 'Sec-WebSocket-Protocol' header if not present in request: chat",
  ),
  rule(
    "protocol-other",
    "subprotocol",
    "'Sec-WebSocket-Protocol' header value 'chat' in response does not match any of sent values",
    undefined,
    { url: at("main", "/header/protocol-chat"), ...offersOther },
  ),
  rule(
    "protocol-twice",
    "subprotocol",
    "'Sec-WebSocket-Protocol' header must not appear more than once in a response",
    undefined,
    { protocols: ["chat"] },
  ),
  rule(
    "protocol-empty",
    "subprotocol",
    "'Sec-WebSocket-Protocol' header value '' in response does not match any of sent values",
    undefined,
    offersOther,
  ),
  rule(
    "protocol-none",
    "subprotocol",
    "Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received",
    "subprotocol-not-echoed",
    offersOther,
  ),
  rule(
    "extension-unknown",
    "extensions",
    "Found an unsupported extension 'x-lab-frame' in 'Sec-WebSocket-Extensions' header",
  ),
  rule(
    "extension-unreadable",
    "extensions",
    "'Sec-WebSocket-Extensions' header value is rejected by the parser: permessage-deflate; ;",
  ),
  rule(
    "deflate-window-bits",
    "extensions",
    "Error in permessage-deflate: Received invalid server_max_window_bits parameter",
    "compression-mismatch",
  ),
  rule(
    "deflate-parameter",
    "extensions",
    "Error in permessage-deflate: Received an unexpected permessage-deflate extension parameter",
    "compression-mismatch",
  ),
  rule(
    "deflate-parameter-twice",
    "extensions",
    "Error in permessage-deflate: Received duplicate permessage-deflate extension parameter server_no_context_takeover",
    "compression-mismatch",
  ),
  rule(
    "deflate-no-value",
    "extensions",
    "Error in permessage-deflate: client_max_window_bits must have value",
    "compression-mismatch",
  ),
  rule("deflate-twice", "extensions", "Received duplicate permessage-deflate response", "compression-mismatch"),
  broken("not-http", "Text that is not HTTP", NOT_HTTP),
  broken(
    "empty",
    "Nothing at all",
    failed("response-empty", "Connection closed before receiving a handshake response"),
  ),
  broken("reset", "A reset", netError("ERR_CONNECTION_RESET", "handshake", "connection-reset")),
  broken("cut", "Headers cut in the middle", netError("ERR_CONNECTION_CLOSED", "handshake", "connection-reset")),
  broken("too-big", "300 kB of headers", netError("ERR_RESPONSE_HEADERS_TOO_BIG", "handshake", "network-error")),
  broken("nul", "A NUL in a header", NOT_HTTP),
  {
    id: "plain-to-tls",
    group: transportGroup,
    title: "ws:// to a TLS port",
    url: at("tls", "/live"),
    expects: failed("response-empty", "Connection closed before receiving a handshake response"),
  },
  {
    id: "two-handlers",
    group: transportGroup,
    title: "Socket.IO ends the upgrade of another library after one second",
    url: at("socketIo", "/chat"),
    timed: true,
    expects: failed(
      "response-empty",
      "Connection closed before receiving a handshake response",
      "two-upgrade-handlers",
    ),
  },
  {
    id: "h2-reset",
    group: transportGroup,
    title: "Over HTTP/2: the stream ends with an error",
    from: "http2",
    url: at("http2", "/reset", "wss"),
    expects: streamFailed("ERR_HTTP2_PROTOCOL_ERROR"),
  },
  {
    id: "h2-refused",
    group: transportGroup,
    title: "Over HTTP/2: the stream is refused",
    from: "http2",
    url: at("http2", "/refused", "wss"),
    expects: streamFailed("ERR_HTTP2_SERVER_REFUSED_STREAM"),
  },
  {
    id: "h2-refused-slowly",
    group: transportGroup,
    title: "Over HTTP/2: the stream is refused each time after a while",
    from: "http2",
    url: at("http2", "/refused?after=700", "wss"),
    expects: streamFailed("ERR_HTTP2_SERVER_REFUSED_STREAM"),
  },
];
