import { at, type Case, failed, waits } from "../case.ts";

const group = "Waiting, timed out or canceled";

/** Handshakes that get no response, and reasons that are hidden. */
export const waiting: readonly Case[] = [
  {
    id: "no-answer-yet",
    group,
    title: "The server reads the request and stays silent",
    url: at("hang", "/"),
    expects: waits("requested", "no-answer-yet"),
  },
  {
    id: "queued-behind-handshake",
    group,
    title: "Two to the same silent server: the second waits for the first",
    act: "twice",
    url: at("queue", "/"),
    expects: waits("queued", "queued-behind-handshake"),
  },
  {
    id: "tls-to-silent",
    group,
    title: "wss:// to a plain port that waits",
    url: at("silent", "/", "wss"),
    // The browser gives up after half a minute.
    passes: true,
    expects: waits("queued", "queued-behind-handshake"),
  },
  {
    id: "handshake-timed-out",
    group,
    title: "No response for 240 s",
    how: "Open this socket and wait four minutes.",
    url: at("hang", "/"),
    expects: failed("handshake-timed-out", "WebSocket opening handshake timed out"),
  },
  {
    // The TLS handshake has a time-out of its own.
    id: "tls-timed-out",
    group,
    title: "wss:// to a plain port that waits, for 30 s",
    how: "Open this socket and wait half a minute.",
    url: at("silent", "/", "wss"),
    expects: failed("handshake-timed-out", "WebSocket opening handshake timed out"),
  },
  {
    id: "closed-by-page",
    group,
    title: "The page closes it at once",
    act: "close-at-once",
    url: at("main", "/live"),
    expects: failed("closed-by-page", "WebSocket is closed before the connection is established."),
  },
  {
    id: "strict-pair",
    group,
    title: "Closed at once and opened again, as React's strict mode does",
    act: "strict-pair",
    url: at("main", "/idle"),
    // The log has no time for a socket whose request was never sent.
    expects: {
      ...failed(
        "closed-by-page",
        "WebSocket is closed before the connection is established.",
        "strict-mode-double-mount",
      ),
      needs: "time",
    },
  },
  {
    id: "reason-hidden",
    group,
    title: "Another extension hides the reason",
    how: "Load any extension with the permission declarativeNetRequest, then open this socket.",
    url: at("main", "/status/403"),
    expects: failed("reason-hidden", "", "extension-hides-reason"),
  },
  {
    id: "h2-status-401",
    group,
    title: "401 over HTTP/2: the browser gives no reason",
    from: "http2",
    url: at("http2", "/status/401", "wss"),
    expects: failed("reason-hidden", ""),
  },
];
