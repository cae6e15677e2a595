import { isExtendedConnect } from "../../upgrade/kinds/websocket.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { clientFailure } from "./client-message.ts";
import type { Failure, FixedText, Phase } from "./failure.ts";

const CONNECTING = "Error in connection establishment: ";
const HANDSHAKE = "Error during WebSocket handshake: ";
const HTTP2 = "Stream closed with error: ";

/** Chromium's sentences that stand alone (docs/chromium.md#connecting-texts). */
const FIXED: readonly (readonly [RegExp, FixedText])[] = [
  [/^Connection closed before receiving a handshake response/, "closed-before-response"],
  [/^Connection closed before sending request/, "closed-before-sending"],
  [/^Error getting IP address/, "no-address"],
  [/^Establishing a tunnel via proxy server failed/, "tunnel-failed"],
  [/^WebSocket opening handshake timed out/, "timed-out"],
  [/^WebSocket opening handshake was cancell?ed/, "canceled"],
  [/^HTTP Authentication failed/, "authentication-failed"],
  [/^Proxy authentication failed/, "proxy-authentication-failed"],
  [/^Insufficient resources/, "insufficient-resources"],
  // The second is of WebKit and of the Chrome that came from it (WebKit: WebSocketHandshake.cpp).
  [
    /^Error during WebSocket handshake: (?:Invalid status line|Status line contains embedded null)/,
    "invalid-status-line",
  ],
  [/^WebSocket is closed before the connection is established/, "closed-by-page"],
  [/^(No handshake stream has been created|Handshake stream is not readable)/, "stream-gone"],
];

/** Which header a rule of the handshake speaks of. Order matters only for speed. */
const HEADERS: readonly (readonly [RegExp, "upgrade" | "connection" | "accept" | "subprotocol" | "extensions"])[] = [
  [/'Sec-WebSocket-Accept'/, "accept"],
  [/'Sec-WebSocket-Protocol'/, "subprotocol"],
  [/'Sec-WebSocket-Extensions'|permessage-deflate/, "extensions"],
  [/'Connection' header/, "connection"],
  [/'Upgrade' header/, "upgrade"],
];

/**
 * Reads what the browser said about an upgrade (docs/chromium.md#reading-a-text gives the order of the rules).
 *
 * @returns always something; words that no rule knows come back as "other", never as a wrong specific reading
 */
export function failureOf(upgrade: Upgrade): Failure {
  if (upgrade.error === null) return refusedStatus(upgrade);
  const message = upgrade.error.message.replace(/^WebSocket connection to '.*' failed: ?/, "");
  if (message.trim() === "") return { kind: "hidden" };
  if (isClientGone(upgrade)) return { kind: "text", text: "canceled" };
  const ofClient = upgrade.client === undefined ? null : clientFailure(message, upgrade.request !== null);
  if (ofClient !== null) return ofClient;
  for (const [pattern, text] of FIXED) if (pattern.test(message)) return { kind: "text", text };
  if (upgrade.kind !== "websocket") return net(message, "", upgrade.request === null ? "connecting" : "handshake");
  if (isAborted(upgrade)) return { kind: "text", text: "canceled" };
  // Some records have the code alone, and not the words around it that tell how far it had come.
  if (upgrade.fromFile && message.startsWith("net::ERR_")) return net(message, "", "unknown");
  if (message.startsWith(CONNECTING)) return net(message, CONNECTING, "connecting");
  if (message.startsWith(HTTP2)) return net(message, HTTP2, "http2-stream");
  if (message.startsWith(HANDSHAKE)) {
    const rest = message.slice(HANDSHAKE.length);
    const status = /^Unexpected response code: (\d+)/.exec(rest)?.[1];
    if (status !== undefined) return { kind: "status", status: Number(status) };
    if (rest.startsWith("net::")) return net(message, HANDSHAKE, "handshake");
    for (const [pattern, header] of HEADERS) if (pattern.test(rest)) return { kind: "header", header, detail: rest };
  }
  return { kind: "other", message };
}

/** Whether a WebSocket was given up on purpose, as Chromium's network stack and what records it call that. */
export function isAborted({ error }: Pick<Upgrade, "error">): boolean {
  return error?.message === "net::ERR_ABORTED";
}

/** What access logs write for a client that went away: nginx and others, AWS' Application Load Balancer, CloudFront. */
const GONE: readonly string[] = ["499", "460", "000", "client prematurely closed connection"];

/** Whether a log says so in a status of its own, or nginx's error log in words: nothing was sent to the client. */
export function isClientGone({ error, response }: Pick<Upgrade, "error" | "response">): boolean {
  return response === null && GONE.includes(error?.message ?? "");
}

/** Other tools' HARs have the refused response itself, and no browser text. */
function refusedStatus(upgrade: Upgrade): Failure {
  // Firefox reads what has no status line as HTTP/0.9, and gives it a status of its own making (docs/firefox.md#http-0-9).
  if (upgrade.response?.httpVersion === "0.9") return { kind: "text", text: "invalid-status-line" };
  const status = upgrade.response?.status ?? 101;
  const opened = status === 101 || isExtendedConnect(upgrade);
  return opened ? { kind: "none" } : { kind: "status", status };
}

function net(message: string, prefix: string, phase: Phase): Failure {
  const code = /^net::(ERR_[A-Z0-9_]+)/.exec(message.slice(prefix.length))?.[1];
  return code === undefined ? { kind: "other", message } : { kind: "net", code, phase };
}
