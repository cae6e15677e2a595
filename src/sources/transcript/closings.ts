/** How a connection ended, as a program reports it. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
  /** Whether the words alone show that it had been open; absent: a failed handshake may be reported in the same ones. */
  readonly isProof?: true;
  /** Whether the words say that both sides sent a close frame (RFC 6455 §7.1.4), or that one did not; absent: they do not say. */
  readonly wasClean?: boolean;
}

/** What stands for a connection that ended without a close frame (RFC 6455 §7.1.5). */
const ABNORMAL = 1006;

/** Longest line that is looked at, in characters. */
const LONGEST = 2000;

/** The code stands in the first group, the reason in the second. */
const WORDS: readonly RegExp[] = [
  // websockets for Python (src/websockets/frames.py).
  /^[<>] CLOSE (\d{4}) \([^)]{1,60}\) ?(.{0,123}?) ?\[\d+ bytes\]$/,
  // A number that is no close code says all the same that it is over.
  /^Disconnected \(code: (\d{1,9}), reason: "(.{0,400})"\)/,
];

/**
 * Codes that only a close frame brings, and a frame only an open connection: not 1006, which browsers give to every failure, nor
 * the others that stand for none (RFC 6455 §7.4.1).
 */
const OF_FRAMES = /^(?:100[0-37-9]|101[0-4]|[34]\d{3})$/;

/**
 * The same, of words that are only said of a connection that was open, with the code and the reason by name. No repetition is
 * without a bound, and a line has `LONGEST` characters at most.
 */
const EVENTS: readonly RegExp[] = [
  // A browser's console prints the event: Chrome's and Safari's form, then Firefox's.
  /\bCloseEvent ?\{.{0,300}?\bcode: (?<code>\d{4})\b(?:.{0,300}?\breason: ?["'](?<reason>[^"']{0,123})["'])?/,
  /\bclose \{ ?target: WebSocket\b.{0,300}?\bcode: (?<code>\d{4})\b(?:.{0,300}?\breason: ?"(?<reason>[^"]{0,123})")?/,
  // noVNC (core/rfb.js) and VS Code's browser part (browserSocketFactory.ts).
  /\bConnection closed \(code: (?<code>\d{4})\b(?:, reason: (?<reason>.{0,123}?))?\)/,
  /\bWebSocket close with status code (?<code>\d{4})\b/,
  // graphql-ws (its client's recipes) and Starscream (WSError).
  /\bSocket closed with event (?<code>\d{4})\b ?(?<reason>.{0,123})/,
  /\bWSError\(type: [\w.]{0,60}protocolError, message: "(?<reason>[^"]{0,123})", code: (?<code>\d{4})\b/,
  /^Connection Closed: (?<code>\d{4})\b ?(?<reason>.{0,123})/,
  // coder/websocket has no name for a code of the application's (stringer: StatusCode(4403)).
  /received close frame: status = StatusCode\((?<code>\d{4})\) and reason = "(?<reason>.{0,123}?)"/,
];

/** What a browser's event says of both close frames. */
const CLEAN = /\bwasClean: (true|false)\b/;

/** Words of the same kind that say themselves that it had been open; the code in the first group, the reason in the second. */
const PROVING: readonly RegExp[] = [
  // websockets for Python has other exceptions for a handshake that failed (src/websockets/exceptions.py).
  /ConnectionClosed(?:Error|OK)?: (?:received|sent) (\d{4}) \([^)]{1,60}\) ?([^;]{0,123})/,
  // gorilla/websocket (conn.go, CloseError).
  /websocket: close (\d{4})(?: \([^)]{1,60}\))?(?:: (.{0,123}?))?["']?$/,
];

/** websockets for Python, of a close frame that met none of the other side (src/websockets/exceptions.py, ConnectionClosed). */
const ONE_SIDED = /; no close frame (?:received|sent)/;

/** coder/websocket (close.go) names the code. */
const NAMED = /received close frame: status = Status(\w{4,30}) and reason = "(.{0,123}?)"/;

/** Its names and those of RFC 6455 §7.4.1. */
const NAMES: Readonly<Record<string, number>> = {
  NormalClosure: 1000,
  GoingAway: 1001,
  ProtocolError: 1002,
  UnsupportedData: 1003,
  NoStatusRcvd: 1005,
  AbnormalClosure: 1006,
  InvalidFramePayloadData: 1007,
  PolicyViolation: 1008,
  MessageTooBig: 1009,
  MandatoryExtension: 1010,
  InternalError: 1011,
  ServiceRestart: 1012,
  TryAgainLater: 1013,
  BadGateway: 1014,
};

/**
 * No close frame came: websockets for Python (src/websockets/exceptions.py), tungstenite (src/error.rs), .NET
 * (System.Net.WebSockets), and others that say it like them.
 */
const WITHOUT_FRAME =
  /ConnectionClosedError: no close frame received or sent|WebSocket protocol error: Connection reset without closing handshake|The remote party closed the WebSocket connection without completing the close handshake/;

/** Reads a line that shows how a connection ended, of one that had been open; null for any other. */
export function closingIn(line: string): Closing | null {
  if (line.length > LONGEST) return null;
  if (WITHOUT_FRAME.test(line)) return { code: ABNORMAL, reason: "", isProof: true };
  const [, name = "", words = ""] = NAMED.exec(line) ?? [];
  const named = NAMES[name];
  if (named !== undefined) return { code: named, reason: words.trim(), isProof: true };
  for (const pattern of EVENTS) {
    const { code = "", reason = "" } = pattern.exec(line)?.groups ?? {};
    const said = CLEAN.exec(line)?.[1];
    const clean = said === undefined ? {} : { wasClean: said === "true" };
    if (OF_FRAMES.test(code)) return { code: Number(code), reason: reason.trim(), isProof: true, ...clean };
  }
  for (const pattern of PROVING) {
    const [, code, reason = ""] = pattern.exec(line) ?? [];
    const oneSided = ONE_SIDED.test(line) ? { wasClean: false } : {};
    if (code !== undefined) return { code: Number(code), reason: reason.trim(), isProof: true, ...oneSided };
  }
  for (const pattern of WORDS) {
    const [, code, reason = ""] = pattern.exec(line) ?? [];
    if (code !== undefined) return { code: Number(code), reason: reason.trim() };
  }
  return null;
}

/** ws for Node.js (ws: lib/receiver.js) about a frame that it did not accept, which only comes on an open connection. */
const FRAME = /Invalid WebSocket frame: [\w ]{4,60}/;

/** What a program says of a frame that broke the open connection; null for any other line. */
export function frameErrorIn(line: string): string | null {
  return line.length > LONGEST ? null : (FRAME.exec(line)?.[0].trim() ?? null);
}

/** Words with which wscat says that the handshake was accepted. */
export function isOpening(line: string): boolean {
  return /^Connected \(press CTRL\+C to quit\)/.test(line);
}
