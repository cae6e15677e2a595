/**
 * Where a secret is looked for beside the place where it was found: in every text; in every text but only as a whole word;
 * or nowhere else, because what it says stands in a report for other reasons (`theme=dark`, `n=1`).
 */
export type Reach = "everywhere" | "word" | "place";

/** Words that a report says by itself, and values that handshakes have without any secret. */
const ORDINARY: ReadonlySet<string> = new Set(
  (
    "websocket websockets connection keep-alive upgrade upgrades handshake response responses request requests server servers " +
    "browser pending messages message protocol subprotocol extension extensions permessage-deflate permessage " +
    "no-cache max-age=0 localhost default disabled enabled undefined anonymous development production switching protocols " +
    "sec-websocket-key sec-websocket-accept sec-websocket-protocol sec-websocket-version sec-websocket-extensions " +
    "configuration network certificate mozilla macintosh chromium safari firefox http/1.1 application accepted received " +
    "authorization forbidden unauthorized required standard english socket.io engine.io"
  ).split(" "),
);

/**
 * Decides how far a secret is looked for.
 *
 * @param value the secret, decoded
 * @param hosts the hosts of the report in one text, lower case, a line each: they stay readable
 */
export function reachOf(value: string, hosts: string): Reach {
  const lower = value.toLowerCase();
  if (value.length < 6 || ORDINARY.has(lower)) return "place";
  const isMixed = /[A-Za-z]/.test(value) && /[0-9]/.test(value);
  if (value.length < 20 && hosts.includes(lower)) return "place";
  if (value.length >= 12 || (value.length >= 8 && isMixed)) return "everywhere";
  return value.length >= 8 || isMixed ? "word" : "place";
}
