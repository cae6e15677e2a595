import type { Failure, FixedText } from "./failure.ts";

type Reading =
  | { readonly net: string }
  | { readonly text: FixedText }
  | { readonly status: true }
  | { readonly header: "accept"; readonly detail: string };

/**
 * The words of command-line tools and of other browsers, and which of Chromium's failures each is. The exit codes of curl are
 * documented (curl's page on the errors of libcurl); Node.js and Python give the system's own names.
 */
const WORDS: readonly (readonly [RegExp, Reading])[] = [
  [/Gateway Connection Failed/, { net: "ERR_PROXY_CONNECTION_FAILED" }],
  [/Fiddler - Bad Response/, { text: "invalid-status-line" }],
  [
    /CONNECT tunnel failed|(?:response|HTTP code) \d+ from proxy after CONNECT|^curl: \(97\)|^curl: \(5\)/,
    { text: "tunnel-failed" },
  ],
  [
    /Unexpected server response:? \(?(\d{3})|Refused WebSockets? upgrade: (\d{3})|got bad HTTP response '(\d{3})'|unexpected status code[: (]+(\d{3})|HTTP (\d{3})$|requested URL returned error: (\d{3})|ERROR (\d{3}):|Unexpected response code: (\d{3})/i,
    { status: true },
  ],
  [
    /^curl: \(6\)|Could not resolve host|unable to resolve host|ENOTFOUND|EAI_AGAIN|gaierror|Name or service not known|server with the specified hostname could not be found|failed to lookup address|DNS Lookup (?:for .{0,255} )?failed/i,
    { net: "ERR_NAME_NOT_RESOLVED" },
  ],
  [
    /Connection ?refused|ECONNREFUSED|NS_ERROR_(?:WEBSOCKET_)?CONNECTION_REFUSED|Could not connect to the server|errno=111|Errno (?:111|61)\b|actively refused/i,
    { net: "ERR_CONNECTION_REFUSED" },
  ],
  [
    /Empty reply from server|^curl: \(52\)|No data received|socket hang up|did not receive a valid HTTP response|server (?:closed connection|disconnected)|ReadResponse\(\) failed/i,
    { text: "closed-before-response" },
  ],
  [
    /unable to get local issuer|self[- ]signed certificate|unable to verify the first|^curl: \(60\)|certificate for this server is invalid|Certificate verify failed|Invalid certificate chain|cannot verify \S+ certificate|CERTIFICATE_VERIFY_FAILED/i,
    { net: "ERR_CERT_AUTHORITY_INVALID" },
  ],
  [/certificate has expired/i, { net: "ERR_CERT_DATE_INVALID" }],
  [
    /^curl: \(35\)|HTTPS handshake to .{0,255} failed|SSL_ERROR|wrong version number|SSL_connect|Unable to establish SSL|WRONG_VERSION_NUMBER|An SSL error has occurred|packet length too long|OSStatus Error|SSL: HTTP_REQUEST|:http request:/i,
    { net: "ERR_SSL_PROTOCOL_ERROR" },
  ],
  [
    /Connection reset by peer|ECONNRESET|^curl: \(56\)|Read error|network connection was lost|ConnectionResetError/i,
    { net: "ERR_CONNECTION_RESET" },
  ],
  [
    /Connection timed out|ETIMEDOUT|TimedOut \(0x274c\)|Errno (?:110|60)\b|^curl: \(28\) Failed to connect|request timed out|Operation timed out after \d+ milliseconds with 0 /i,
    { net: "ERR_CONNECTION_TIMED_OUT" },
  ],
  [
    /Sec-WebSocket-Accept header from server didn't match/,
    { header: "accept", detail: "Incorrect 'Sec-WebSocket-Accept' header value" },
  ],
  [/No route to host|EHOSTUNREACH/i, { net: "ERR_ADDRESS_UNREACHABLE" }],
  [/Network is unreachable|ENETUNREACH/i, { net: "ERR_ADDRESS_UNREACHABLE" }],
  [/^curl: \(7\)/, { net: "ERR_CONNECTION_FAILED" }],
];

/**
 * Reads what a program other than Chrome said.
 *
 * @param wasSent whether the handshake request had gone out
 * @returns null for words that are new to us
 */
export function clientFailure(message: string, wasSent: boolean): Failure | null {
  for (const [pattern, reading] of WORDS) {
    const match = pattern.exec(message);
    if (match === null) continue;
    if ("header" in reading) return { kind: "header", ...reading };
    if ("text" in reading) return { kind: "text", text: reading.text };
    if ("net" in reading) return { kind: "net", code: reading.net, phase: wasSent ? "handshake" : "connecting" };
    const status = match.slice(1).find((group) => group !== undefined);
    return status === undefined ? null : { kind: "status", status: Number(status) };
  }
  return null;
}
