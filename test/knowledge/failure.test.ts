import { describe, expect, test } from "vitest";
import { failureOf } from "../../src/knowledge/diagnoses/browser-message.ts";
import type { Failure } from "../../src/knowledge/diagnoses/failure.ts";
import { EC, EH, HTTP2_HEADERS, upgradeOf } from "./failures.ts";

const read = (error: string) => failureOf(upgradeOf({ error }));
const header = (name: Extract<Failure, { kind: "header" }>["header"], detail: string): [string, Failure] => [
  `${EH}${detail}`,
  { kind: "header", header: name, detail },
];

describe("failureOf", () => {
  test.each<[string, Failure]>([
    // over HTTP/1.1
    [`${EH}Unexpected response code: 400`, { kind: "status", status: 400 }],
    [`${EH}Unexpected response code: 301`, { kind: "status", status: 301 }],
    [`${EH}Unexpected response code: 103`, { kind: "status", status: 103 }],
    [`${EH}Invalid status line`, { kind: "text", text: "invalid-status-line" }],
    ["Connection closed before receiving a handshake response", { kind: "text", text: "closed-before-response" }],
    [`${EH}net::ERR_CONNECTION_RESET`, { kind: "net", code: "ERR_CONNECTION_RESET", phase: "handshake" }],
    [`${EH}net::ERR_INVALID_HTTP_RESPONSE`, { kind: "net", code: "ERR_INVALID_HTTP_RESPONSE", phase: "handshake" }],
    header("upgrade", "'Upgrade' header is missing"),
    header("accept", "'Sec-WebSocket-Accept' header is missing"),
    header("connection", "'Connection' header is missing"),
    header("upgrade", "'Upgrade' header must not appear more than once in a response"),
    header("accept", "'Sec-WebSocket-Accept' header must not appear more than once in a response"),
    header("subprotocol", "'Sec-WebSocket-Protocol' header must not appear more than once in a response"),
    header("upgrade", "'Upgrade' header value is not 'WebSocket': h2c"),
    header("upgrade", "'Upgrade' header value is not 'WebSocket': "),
    header("accept", "Incorrect 'Sec-WebSocket-Accept' header value"),
    header("connection", "'Connection' header value must contain 'Upgrade'"),
    header("subprotocol", "Response must not include 'Sec-WebSocket-Protocol' header if not present in request: chat"),
    header(
      "subprotocol",
      "'Sec-WebSocket-Protocol' header value 'other' in response does not match any of sent values",
    ),
    header("subprotocol", "Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received"),
    header("extensions", "'Sec-WebSocket-Extensions' header value is rejected by the parser: ;;"),
    header("extensions", "Found an unsupported extension 'x' in 'Sec-WebSocket-Extensions' header"),
    header("extensions", "Received duplicate permessage-deflate response"),
    header("extensions", "Error in permessage-deflate: Received invalid server_max_window_bits parameter"),
    header("extensions", "Error in permessage-deflate: client_max_window_bits must have value"),
    // over HTTP/2
    ["Connection closed before sending request.", { kind: "text", text: "closed-before-sending" }],
    ["Error getting IP address.", { kind: "text", text: "no-address" }],
    [
      "Stream closed with error: net::ERR_HTTP2_PROTOCOL_ERROR",
      { kind: "net", code: "ERR_HTTP2_PROTOCOL_ERROR", phase: "http2-stream" },
    ],
    [EH, { kind: "other", message: EH }],
    // no response yet
    [`${EC}net::ERR_NAME_NOT_RESOLVED`, { kind: "net", code: "ERR_NAME_NOT_RESOLVED", phase: "connecting" }],
    [`${EC}net::ERR_UNEXPECTED_PROXY_AUTH`, { kind: "net", code: "ERR_UNEXPECTED_PROXY_AUTH", phase: "connecting" }],
    ["Establishing a tunnel via proxy server failed.", { kind: "text", text: "tunnel-failed" }],
    ["WebSocket opening handshake timed out", { kind: "text", text: "timed-out" }],
    ["WebSocket opening handshake was canceled", { kind: "text", text: "canceled" }],
    ["HTTP Authentication failed; no valid credentials available", { kind: "text", text: "authentication-failed" }],
    ["Proxy authentication failed", { kind: "text", text: "proxy-authentication-failed" }],
    [
      "No handshake stream has been created or handshake stream is already destroyed.",
      { kind: "text", text: "stream-gone" },
    ],
    ["Handshake stream is not readable.", { kind: "text", text: "stream-gone" }],
    ["Insufficient resources", { kind: "text", text: "insufficient-resources" }],
    ["WebSocket is closed before the connection is established.", { kind: "text", text: "closed-by-page" }],
    // emptied
    ["", { kind: "hidden" }],
    ["WebSocket connection to 'wss://a.example/' failed: ", { kind: "hidden" }],
    // as the console prints it
    [
      "WebSocket connection to 'wss://a.example/' failed: Error during WebSocket handshake: Unexpected response code: 404",
      { kind: "status", status: 404 },
    ],
  ])("%s", (error, reading) => {
    expect(read(error)).toEqual(reading);
  });

  test.each([
    "A server must not mask any frames that it sends to the client.",
    "One or more reserved bits are on: reserved1 = 1, reserved2 = 0, reserved3 = 0",
    "Unrecognized frame opcode: 7",
    "Received unexpected continuation frame.",
    "Received start of new message but previous message is unfinished.",
    "Could not decode a text frame as UTF-8.",
    "Invalid frame header",
    "Received a broken close frame with an invalid size of 1 byte.",
    "Received a broken close frame containing a reserved status code.",
    "Received a broken close frame containing invalid UTF-8.",
    "Data frame received after close",
    "Browser sent a text frame containing invalid UTF-8",
    "Message size is too large.",
    "Something that no version of the browser has said yet",
    `${EH}something new`,
    `${EC}something new`,
    "Stream closed with error: something new",
  ])("keeps its words: %s", (message) => {
    expect(read(message)).toEqual({ kind: "other", message });
  });

  test("without an error, a refused answer in another tool's file speaks for itself", () => {
    expect(failureOf(upgradeOf({ answer: { status: 403 } }))).toEqual({ kind: "status", status: 403 });
    expect(failureOf(upgradeOf({ answer: { status: 101 } }))).toEqual({ kind: "none" });
    expect(failureOf(upgradeOf({ answer: { status: 200 }, headers: HTTP2_HEADERS }))).toEqual({ kind: "none" });
    expect(failureOf(upgradeOf({}))).toEqual({ kind: "none" });
  });
});
