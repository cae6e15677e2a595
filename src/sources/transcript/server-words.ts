/** What a server's own log says of a handshake that it refused, in fixed words of its library. */
export interface ServerWords {
  /** Status that it then gives. */
  readonly status: number;
  readonly words: string;
  /** Path of the request; null: the line does not say. */
  readonly target: string | null;
  /** Which of the known words they are: two lines with different ones can be about one request. */
  readonly key: string;
  /** Whether they report a handshake only beside the line of one; absent: they do alone. */
  readonly isBesideOnly?: true;
  /** Whether they are written when a WebSocket ends that had been open; absent: when one is refused. */
  readonly isEnd?: true;
}

/** Longest line that is looked at, in characters. */
const LONGEST = 8000;

/** Lines of a log that are looked at. */
const MOST_LINES = 2000;

/** The key of words about TLS that came to a port without it. */
export const TLS_ON_PLAIN = "tls-on-plain";

/**
 * The first bytes of TLS, a record of type handshake (RFC 8446 §5.1), as servers without TLS print what they could not read, each
 * with 400: aiohttp, Python's and nginx's logs, Tomcat, Jetty, Django's and Puma's own words.
 */
const TLS_BYTES =
  /\\{1,2}x16\\{1,2}x03\\{1,2}x0[0-3]|\\u0016\\u0003\\u000[0-3]|0x160x030x0[0-3]|Illegal character CNTL=0x16\b|accessing the development server over HTTPS, but it only supports HTTP|Are you trying to open an SSL connection to a non-SSL Puma\?/;

/** Words with the status that comes with them, by the sources named in `knowledge/bodies/entries`. */
const SAID: readonly (readonly [key: string, status: number, pattern: RegExp])[] = [
  ["gorilla-origin", 403, /websocket: request origin not allowed by Upgrader\.CheckOrigin/],
  [
    "gorilla-token",
    400,
    /websocket: (?:the client is not using the websocket protocol|not a websocket handshake): '\w+' token not found in '\w+' header/,
  ],
  ["tornado-origin", 403, /Cross origin websockets not allowed/],
  ["jupyter-origin", 403, /Blocking Cross Origin WebSocket Attempt\. {1,2}Origin: \S{1,200}, Host: \S{1,200}/],
  ["tornado-upgrade", 400, /Can \\?"Upgrade\\?" only to \\?"WebSocket\\?"|\\?"Connection\\?" must be \\?"Upgrade\\?"/],
  ["coder-origin", 403, /request Origin \\?"[^"]{0,200}" is not authorized for Host \\?"[^"]{0,200}"/],
  [
    "coder-upgrade",
    426,
    /WebSocket protocol violation: (?:Connection|Upgrade) header \\?"[^"]{0,200}" does not contain (?:Upgrade|websocket)/,
  ],
  ["rails-origin", 404, /Request origin not allowed: \S{1,200}/],
  [
    "rails-upgrade",
    404,
    /Failed to upgrade to WebSocket \(REQUEST_METHOD: \w{1,10}, HTTP_CONNECTION: [\w, -]{0,40}, HTTP_UPGRADE: ?\)/,
  ],
  ["iis-disabled", 503, /WebSocket request made to a site where WebSockets are disabled/],
  [
    "phoenix-refused",
    403,
    /REFUSED CONNECTION TO [\w.]{1,200}(?= in \d{1,9}(?:µs|us|ms)\b)|Replied [\w.]{1,200}Socket\w{0,60} :error\b/,
  ],
  ["phoenix-origin", 403, /Could not check origin for Phoenix\.Socket transport/],
  [
    "home-assistant-proxy",
    400,
    /A request from a reverse proxy was received from \S{1,60}, but your HTTP integration is not set-up for reverse proxies|Received X-Forwarded-For header from an untrusted proxy \S{1,60}/,
  ],
  ["python-engineio-upgrade", 400, /Invalid websocket upgrade(?: \(further occurrences|$)/],
  ["python-engineio-session", 400, /Invalid session(?= \S{1,80} \(further occurrences)/],
  ["python-engineio-transport", 400, /Invalid transport(?= \S{0,20}websocket)/],
  [
    "python-engineio-version",
    400,
    /The client is using an unsupported version of the Socket\.IO or Engine\.IO protocols/,
  ],
  ["engine-io-origin", 400, /\S{1,200} is not an accepted origin/],
  [
    "traefik-502",
    502,
    /'502 Bad Gateway' caused by: (?:dial tcp .{1,120}|EOF|tls: .{1,120}|x509: .{1,120}|read tcp .{1,120})/,
  ],
];

/** Words about the server as a whole, which say something of a handshake only beside its line. */
const BESIDE: readonly (readonly [key: string, status: number, pattern: RegExp, isEnd: boolean])[] = [
  [
    "python-engineio-library",
    400,
    /WebSocket transport not available\. Install .{1,80} for improved performance|The WebSocket transport is not available, you must install a WebSocket server that is compatible/,
    false,
  ],
  ["uvicorn-library", 404, /No supported WebSocket library detected/, false],
  // Werkzeug has no other way to log a connection that its application took over (python-engineio: issue 457).
  ["werkzeug-end", 500, /AssertionError: write\(\) before start_response/, true],
];

/** Of websockets for Python, whose client has the same exceptions: a line of the server's must be beside them. */
const PYTHON: readonly (readonly [key: string, status: number, pattern: RegExp])[] = [
  ["python-upgrade", 426, /InvalidUpgrade: (?:missing|invalid) (?:Upgrade|Connection) header.{0,80}/],
  ["python-origin", 403, /InvalidOrigin: (?:missing|invalid) Origin header.{0,80}/],
];

const PYTHON_SERVER = /\bopening handshake failed\b|websockets\/(?:\w+\/)?server\.py|\bconnection rejected \(\d{3}/;

/** Apache's numbered messages about the server behind it, and the status that the client then gets (seen with 2.4.71). */
const APACHE: readonly (readonly [status: number, pattern: RegExp])[] = [
  [500, /\bAH(01144): No protocol handler was valid for the URL (\S{1,300}).{0,300}/],
  [500, /\bAH(00961|01961): .{0,60}failed to enable ssl support.{0,300}/],
  [503, /\bAH(00957): .{0,20}attempt to connect to .{0,200}failed/],
  [503, /\bAH(01114): .{0,20}failed to make connection to backend.{0,200}/],
  [502, /\bAH(01102): error reading status line from remote server.{0,200}/],
  [500, /\bAH(00898): Error during SSL Handshake with remote server returned by (\S{1,300})/],
  [502, /\bAH(00898): Error reading from remote server returned by (\S{1,300})/],
];

/**
 * Reads a line of a log in which a server says by itself why it refused a handshake.
 *
 * @param isPythonServer as `isPythonServerLog` says of the whole text
 * @returns null for any other line
 */
export function serverWords(line: string, isPythonServer: boolean): ServerWords | null {
  if (line.length > LONGEST) return null;
  for (const [status, pattern] of APACHE) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const [words, code = "", target = null] = match;
    // The system's own words for the failure stand before the number.
    const system = /\((\d{1,5}\)[\w ]{1,60}): AH/.exec(line)?.[1];
    const [told = words] = words.split(/,? referer: /, 1);
    return { status, words: system === undefined ? told : `(${system}: ${told}`, target, key: `apache-${code}` };
  }
  const bytes = TLS_BYTES.exec(line)?.[0];
  if (bytes !== undefined) return { status: 400, words: bytes, target: null, key: TLS_ON_PLAIN };
  // The same words of the library's client are about the response.
  if (line.includes("failed to WebSocket dial: ")) return null;
  for (const [key, status, pattern] of isPythonServer ? [...SAID, ...PYTHON] : SAID) {
    const words = pattern.exec(line)?.[0];
    if (words !== undefined) return { status, words: words.replaceAll('\\"', '"'), target: null, key };
  }
  for (const [key, status, pattern, isEnd] of BESIDE) {
    const words = pattern.exec(line)?.[0];
    if (words === undefined) continue;
    return { status, words, target: null, key, isBesideOnly: true, ...(isEnd ? { isEnd } : {}) };
  }
  return null;
}

/** Whether a text is of the log of a server that uses websockets for Python. */
export function isPythonServerLog(lines: readonly string[]): boolean {
  return lines.some((line) => PYTHON_SERVER.test(line));
}

/** Whether some line of a log, which may be JSON, has such words. */
export function hasServerWords(text: string): boolean {
  return text.split(/\r?\n/, MOST_LINES).some((line) => {
    const words = serverWords(line, false);
    // Bytes of TLS can stand in any JSON.
    return words !== null && words.key !== TLS_ON_PLAIN;
  });
}
