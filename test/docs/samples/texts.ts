import { cases } from "../../lab/cases.ts";

/** One status of every kind that a refused handshake is told apart by: those that are listed, and those of the lab's cases. */
export function statuses(): readonly number[] {
  const listed = [
    ...[200, 301, 302, 307, 308],
    ...[400, 401, 403, 404, 405, 407, 410, 426, 429],
    ...[500, 501, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530],
    ...[103, 600],
  ];
  const refusing = cases.flatMap(
    ({ expects }) => /\bUnexpected response code: (\d+)$/.exec(expects.message ?? "")?.[1] ?? [],
  );
  return [...new Set([...listed, ...refusing.map(Number)])];
}

/**
 * What Chromium says after it sent the request (measured on Chromium 156), without the common beginning; a text that has
 * none is marked by "!".
 */
export const DURING_HANDSHAKE: readonly string[] = [
  "'Upgrade' header is missing",
  "'Upgrade' header value is not 'WebSocket': h2c",
  "'Connection' header is missing",
  "'Connection' header value must contain 'Upgrade'",
  "'Sec-WebSocket-Accept' header is missing",
  "Incorrect 'Sec-WebSocket-Accept' header value",
  "Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received",
  "Response must not include 'Sec-WebSocket-Protocol' header if not present in request: chat",
  "'Sec-WebSocket-Protocol' header value 'b' in response does not match any of sent values",
  "Found an unsupported extension 'x' in 'Sec-WebSocket-Extensions' header",
  "Error in permessage-deflate: client_max_window_bits must have value",
  "Invalid status line",
  "net::ERR_INVALID_HTTP_RESPONSE",
  "net::ERR_CONNECTION_RESET",
  "net::ERR_CONNECTION_CLOSED",
  "net::ERR_SOCKET_NOT_CONNECTED",
  "!HTTP Authentication failed; no valid credentials available",
  "!Proxy authentication failed",
  "!Connection closed before receiving a handshake response",
  "!Stream closed with error: net::ERR_HTTP2_PROTOCOL_ERROR",
];

/** What Chromium says of a connection that never came to its request, and to which addresses it may say so. */
export const CONNECTING: readonly (readonly [message: string, urls: readonly string[]])[] = [
  ...net(
    ["wss://app.example.com/live"],
    [
      "ERR_NAME_NOT_RESOLVED",
      "ERR_CONNECTION_TIMED_OUT",
      "ERR_INTERNET_DISCONNECTED",
      "ERR_ADDRESS_UNREACHABLE",
      "ERR_NETWORK_CHANGED",
      "ERR_CERT_COMMON_NAME_INVALID",
      "ERR_CERT_DATE_INVALID",
      "ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
      "ERR_BLOCKED_BY_CLIENT",
      "ERR_BLOCKED_BY_ADMINISTRATOR",
      "ERR_PROXY_CONNECTION_FAILED",
      "ERR_FAILED",
    ],
  ),
  ...net(["wss://app.example.com/live", "ws://localhost:3000/live"], ["ERR_CONNECTION_REFUSED"]),
  ...net(["wss://app.example.com/live", "wss://192.168.1.20:8443/live"], ["ERR_CERT_AUTHORITY_INVALID"]),
  ...net(["wss://app.example.com:8080/live"], ["ERR_CONNECTION_TIMED_OUT", "ERR_SSL_PROTOCOL_ERROR"]),
  ...net(["ws://192.168.1.20:8080/live"], ["ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS"]),
  ...net(["ws://app.example.com:6000/live"], ["ERR_UNSAFE_PORT"]),
  ["Establishing a tunnel via proxy server failed.", ["wss://app.example.com/live"]],
  ["Insufficient resources", ["wss://app.example.com/live"]],
];

function net(urls: readonly string[], codes: readonly string[]): [string, readonly string[]][] {
  return codes.map((code) => [`Error in connection establishment: net::${code}`, urls]);
}

/** What Chromium says of a connection that had opened. */
export const AFTER_OPENING: readonly string[] = [
  "Invalid frame header",
  "One or more reserved bits are on: reserved1 = 1, reserved2 = 0, reserved3 = 0",
  "One or more reserved bits are on: reserved1 = 0, reserved2 = 1, reserved3 = 0",
  "A server must not mask any frames that it sends to the client.",
  "Unrecognized frame opcode: 7",
  "Received unexpected continuation frame.",
  "Could not decode a text frame as UTF-8.",
  "Received a broken close frame containing invalid UTF-8.",
  "Received a broken close frame containing a reserved status code.",
  "Data frame received after close",
  "Message size is too large.",
];
