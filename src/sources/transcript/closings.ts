/** How a connection ended, as a program tells it. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** What stands for a connection that ended without a close frame (RFC 6455 §7.1.5). */
const ABNORMAL = 1006;

/** Longest line that is looked at, in characters. */
const LONGEST = 2000;

/** The code stands in the first group, the reason in the second. */
const WORDS: readonly RegExp[] = [
  // websockets for Python (src/websockets/frames.py).
  /^[<>] CLOSE (\d{4}) \([^)]{1,60}\) ?(.{0,123}?) ?\[\d+ bytes\]$/,
  /ConnectionClosed(?:Error|OK)?: (?:received|sent) (\d{4}) \([^)]{1,60}\) ?([^;]{0,123})/,
  /^Disconnected \(code: (\d{4}), reason: "(.{0,123})"\)/,
  // gorilla/websocket (conn.go, CloseError).
  /websocket: close (\d{4})(?: \([^)]{1,60}\))?(?:: (.{0,123}))?$/,
];

/** Reads a line that tells how a connection ended, of one that had been open; null for any other. */
export function closingIn(line: string): Closing | null {
  if (line.length > LONGEST) return null;
  if (/ConnectionClosedError: no close frame received or sent/.test(line)) return { code: ABNORMAL, reason: "" };
  for (const pattern of WORDS) {
    const [, code, reason = ""] = pattern.exec(line) ?? [];
    if (code !== undefined) return { code: Number(code), reason: reason.trim() };
  }
  return null;
}

/** Words with which wscat says that the handshake was accepted. */
export function isOpening(line: string): boolean {
  return /^Connected \(press CTRL\+C to quit\)/.test(line);
}
