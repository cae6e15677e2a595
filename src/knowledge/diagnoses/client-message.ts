import type { Failure, FixedText } from "./failure.ts";

type Reading =
  | { readonly net: string }
  | { readonly text: FixedText }
  | { readonly status: true }
  | { readonly header: "accept" | "connection" | "upgrade" | "subprotocol" | "extensions"; readonly detail: string };

/**
 * The words of command-line tools and of other browsers, and which of Chromium's failures each is. The exit codes of curl are
 * documented (curl's page on the errors of libcurl); Node.js and Python give the system's own names.
 */
const WORDS: readonly (readonly [RegExp, Reading])[] = [
  // nginx's error log (nginx: ngx_http_upstream.c; sources/transcript/error-log.ts).
  [/ while (?:reading upstream|sending to client)$/, { text: "broken-off" }],
  // Only curl's words for an attempt to connect say that nothing was sent (curl: lib/multi.c); the others waited for a response.
  [
    /Operation timed out after \d+ (?:milliseconds|ms)|SSL connection timeout|The request timed out|timed out during (?:the )?(?:opening )?handshake|Opening handshake has timed out|Read error \(Connection timed out\)|^(?:asyncio\.exceptions\.)?(?:TimeoutError|CancelledError)\b(?!.*Errno)/i,
    { text: "timed-out" },
  ],
  [/The connection to \S{1,400} was interrupted while the page was loading/, { text: "canceled" }],
  // coder/websocket checks the 101 in these words (dial.go, verifyServerResponse).
  [
    /failed to WebSocket dial: WebSocket protocol violation: Connection header/,
    { header: "connection", detail: "'Connection' header value must contain 'Upgrade'" },
  ],
  [
    /failed to WebSocket dial: WebSocket protocol violation: Upgrade header/,
    { header: "upgrade", detail: "'Upgrade' header value is not 'WebSocket'" },
  ],
  [
    /Expected 'Connection' header value/,
    { header: "connection", detail: "'Connection' header value must contain 'Upgrade'" },
  ],
  [/Expected 'Upgrade' header value/, { header: "upgrade", detail: "'Upgrade' header value is not 'WebSocket'" }],
  [
    /Expected 'Sec-WebSocket-Accept' header value/,
    { header: "accept", detail: "Incorrect 'Sec-WebSocket-Accept' header value" },
  ],
  [
    /WebSockets not supported on the server and there is no fallback|transports supported by the client are supported by the server|no compatible transports on the server/,
    { text: "not-offered" },
  ],
  // Its status is read where its causes are thought of: they are not those of a WebSocket.
  [/unable to upgrade to (?:tcp|h2c), received \d{3}/, { text: "not-switched" }],
  [/upstream sent no valid HTTP\/1\.0 header|Parse Error: Expected HTTP\//, { text: "invalid-status-line" }],
  // Apple's numbers of TLS failures (Security: SecBase.h, SecureTransport.h; errSSLCertExpired -9814, CertNotYetValid -9815,
  // HostNameMismatch -9843, XCertChainInvalid -9807, UnknownRootCert -9812, NoRootCert -9813, BadCert -9808), and Windows' of
  // certificates (winerror.h: CERT_E_EXPIRED 0x800B0101, CERT_E_CN_NO_MATCH 0x800B010F, CERT_E_UNTRUSTEDROOT 0x800B0109).
  [/OSStatus error -(?:981[45]|2146762495)\b/i, { net: "ERR_CERT_DATE_INVALID" }],
  [/OSStatus error -(?:9843|2146762481)\b/i, { net: "ERR_CERT_COMMON_NAME_INVALID" }],
  [/OSStatus error -(?:9807|9812|9813|2146762487)\b/i, { net: "ERR_CERT_AUTHORITY_INVALID" }],
  [/OSStatus error -9808\b/i, { net: "ERR_CERT_INVALID" }],
  // CFNetwork's errors of hosts (CFNetworkErrors.h: kCFHostErrorHostNotFound, kCFHostErrorUnknown).
  [/kCFErrorDomainCFNetwork error [12]\b/, { net: "ERR_NAME_NOT_RESOLVED" }],
  [/Gateway Connection Failed/, { net: "ERR_PROXY_CONNECTION_FAILED" }],
  [/malformed HTTP response "|bogus greeting "GET /, { text: "invalid-status-line" }],
  [/Fiddler - Bad Response/, { text: "invalid-status-line" }],
  [
    /CONNECT tunnel failed|Proxy CONNECT aborted|(?:response|HTTP code) \d+ from proxy after CONNECT|^curl: \(97\)|^curl: \(5\)/,
    { text: "tunnel-failed" },
  ],
  [
    /Unexpected server response:? \(?(\d{3})|Refused WebSockets? upgrade: (\d{3})|got bad HTTP response '(\d{3})'|unexpected status code[: (]+(\d{3})|HTTP (\d{3})$|requested URL returned error: (\d{3})|ERROR (\d{3}):|Unexpected response code: (\d{3})/i,
    { status: true },
  ],
  // Libraries of other languages; which is whose stands in sources/transcript/libraries.ts.
  [
    /Handshake status (\d{3})|101 response but was '(\d{3})|status code '(\d{3})' when|Invalid status code: (\d{3})|WSServerHandshakeError: (\d{3})|getStatus: (\d{3})|response from the server \[(\d{3})\]|response code from server (\d{3})|HTTP error: (\d{3})|status line is: HTTP\/1\.[01] (\d{3})|HTTP Response Status Code: (\d{3})|HTTP status code: (\d{3})|status code 101 but got (\d{3})|status <101>, but got <(\d{3})|bad handshake with resp: (\d{3})|Response code was not 101: (\d{3})/i,
    { status: true },
  ],
  [
    /was not upgraded to websocket|websocket: bad handshake|WebSocket failed to connect\. The connection could not be found|There was a bad response from the server|NSURLErrorDomain Code=-1011\b|unable to upgrade connection: |Server sent invalid upgrade response/i,
    { text: "not-switched" },
  ],
  [/NSURLErrorDomain Code=-1001\b/, { text: "timed-out" }],
  [/NSURLErrorDomain Code=-1003\b/, { net: "ERR_NAME_NOT_RESOLVED" }],
  // Of a host that is down as well as of a port that refuses (Apple: NSURLErrorCannotConnectToHost).
  [/NSURLErrorDomain Code=-1004\b|Could not connect to the server/, { net: "ERR_CONNECTION_FAILED" }],
  [/NSURLErrorDomain Code=-1009\b|Internet connection appears to be offline/, { net: "ERR_INTERNET_DISCONNECTED" }],
  // Apple's numbers of certificates (NSURLErrorServerCertificateHasBadDate and the three after it).
  [/NSURLErrorDomain Code=-120[14]\b/, { net: "ERR_CERT_DATE_INVALID" }],
  [/NSURLErrorDomain Code=-120[23]\b/, { net: "ERR_CERT_AUTHORITY_INVALID" }],
  [/NSURLErrorDomain Code=-1200\b/, { net: "ERR_SSL_PROTOCOL_ERROR" }],
  [/(?:NSPOSIXErrorDomain Code=|kNWErrorDomainPOSIX (?:error|Code=) ?)61\b/, { net: "ERR_CONNECTION_REFUSED" }],
  [/(?:NSPOSIXErrorDomain Code=|kNWErrorDomainPOSIX (?:error|Code=) ?)54\b/, { net: "ERR_CONNECTION_RESET" }],
  [/(?:NSPOSIXErrorDomain Code=|kNWErrorDomainPOSIX (?:error|Code=) ?)60\b/, { net: "ERR_CONNECTION_TIMED_OUT" }],
  [
    /(?:NSPOSIXErrorDomain Code=|kNWErrorDomainPOSIX (?:error|Code=) ?)(?:50|51|64|65)\b/,
    { net: "ERR_ADDRESS_UNREACHABLE" },
  ],
  [
    /^curl: \(6\)|Could not resolve host|unable to resolve host|ENOTFOUND|EAI_AGAIN|gaierror|Name or service not known|server with the specified hostname could not be found|failed to lookup address|DNS Lookup (?:for .{0,255} )?failed/i,
    { net: "ERR_NAME_NOT_RESOLVED" },
  ],
  [
    /Connection ?refused|ECONNREFUSED|NS_ERROR_(?:WEBSOCKET_)?CONNECTION_REFUSED|errno=111|Errno (?:111|61)\b|actively refused/i,
    { net: "ERR_CONNECTION_REFUSED" },
  ],
  [/Empty reply from server|^curl: \(52\)|No data received/i, { text: "closed-before-response" }],
  [
    /socket hang up|did not receive a valid HTTP response|server (?:closed connection|disconnected)|ReadResponse\(\) failed|Handshake response not received|\bunexpected EOF\b/i,
    { text: "closed-before-whole-response" },
  ],
  [/certificate (?:of \S+ )?has expired|certificate is not yet valid/i, { net: "ERR_CERT_DATE_INVALID" }],
  [
    /no alternative certificate subject name|subject name '?[^']{0,255}'? does not match|altnames|Hostname mismatch|IP address mismatch|owner does not match hostname|certificate common name .{0,255} doesn.t match/i,
    { net: "ERR_CERT_COMMON_NAME_INVALID" },
  ],
  [
    /unable to get local issuer|self[- ]signed certificate|unable to verify the first|^curl: \(60\)|certificate for this server is invalid|Certificate verify failed|Invalid certificate chain|cannot verify \S+ certificate|is not trusted|have a known issuer|CERTIFICATE_VERIFY_FAILED/i,
    { net: "ERR_CERT_AUTHORITY_INVALID" },
  ],
  [
    /^curl: \(35\)|HTTPS handshake to .{0,255} failed|SSL_ERROR|wrong version number|SSL_connect|Unable to establish SSL|WRONG_VERSION_NUMBER|An SSL error has occurred|packet length too long|SSL routines:\w{1,60}:unknown protocol|OSStatus Error|SSL: HTTP_REQUEST|:http request:/i,
    { net: "ERR_SSL_PROTOCOL_ERROR" },
  ],
  [
    /Connection reset by peer|ECONNRESET|^curl: \(56\)|Read error|network connection was lost|NSURLErrorDomain Code=-1005\b|Connection to remote host was lost|ConnectionResetError/i,
    { net: "ERR_CONNECTION_RESET" },
  ],
  [
    /Connection timed out|ETIMEDOUT|TimedOut \(0x274c\)|Errno (?:110|60)\b|^curl: \(28\) Failed to connect|Connection timed out after \d+|Connection timeout after \d+/i,
    { net: "ERR_CONNECTION_TIMED_OUT" },
  ],
  [
    /Sec-WebSocket-Accept header from server didn't match/,
    { header: "accept", detail: "Incorrect 'Sec-WebSocket-Accept' header value" },
  ],
  // The rules of a 101 in the words of ws (ws: lib/websocket.js) and of websockets for Python (src/websockets/client.py).
  [
    /(?:Invalid|missing) Sec-WebSocket-Accept (?:header|response)/i,
    { header: "accept", detail: "Invalid 'Sec-WebSocket-Accept' header" },
  ],
  [/Invalid Upgrade header/, { header: "upgrade", detail: "Invalid 'Upgrade' header" }],
  [
    /Server sent no subprotocol/,
    {
      header: "subprotocol",
      detail: "Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received",
    },
  ],
  [
    /Server sent an invalid subprotocol|unsupported subprotocol: /,
    {
      header: "subprotocol",
      detail: "'Sec-WebSocket-Protocol' header value in response does not match any of sent values",
    },
  ],
  [
    /Server sent a subprotocol but none was requested|no subprotocols supported/,
    {
      header: "subprotocol",
      detail: "Response must not include 'Sec-WebSocket-Protocol' header if not present in request",
    },
  ],
  [
    /Invalid Sec-WebSocket-Extensions header|Sec-WebSocket-Extensions header but no extension was requested|no extensions supported/,
    { header: "extensions", detail: "Invalid 'Sec-WebSocket-Extensions' header" },
  ],
  [/No route to host|EHOSTUNREACH/i, { net: "ERR_ADDRESS_UNREACHABLE" }],
  [/Network is unreachable|ENETUNREACH/i, { net: "ERR_ADDRESS_UNREACHABLE" }],
  [/^curl: \(7\)/, { net: "ERR_CONNECTION_FAILED" }],
];

/**
 * Reads what a program other than Chrome said.
 *
 * @param wasSeen whether the record has the handshake request, so that it had gone out
 * @returns null for words that are new to us
 */
export function clientFailure(message: string, wasSeen: boolean): Failure | null {
  for (const [pattern, reading] of WORDS) {
    const match = pattern.exec(message);
    if (match === null) continue;
    if ("header" in reading) return { kind: "header", ...reading };
    if ("text" in reading) return { kind: "text", text: reading.text };
    if ("net" in reading) return { kind: "net", code: reading.net, phase: wasSeen ? "handshake" : "unknown" };
    const status = match.slice(1).find((group) => group !== undefined);
    return status === undefined ? null : { kind: "status", status: Number(status) };
  }
  return null;
}
