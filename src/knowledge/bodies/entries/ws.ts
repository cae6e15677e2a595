import type { KnownBody } from "../body.ts";

/** Words of ws (Node.js) in the bodies of refused handshakes. */
export const ws: KnownBody = {
  id: "ws",
  name: "ws (Node.js)",
  reference: {
    text: "ws: websocket-server.js",
    url: "https://github.com/websockets/ws/blob/master/lib/websocket-server.js",
  },
  sentences: [
    {
      pattern: /^Invalid Upgrade header\b|^Upgrade Required$/i,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "The body says so, in the wording of the ws library for Node.js and servers built on it. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /^Missing or invalid Sec-WebSocket-(?:Key|Version) header/i,
      cause: "request-incomplete",
      likelihood: "certain",
      title: "The handshake arrived without a valid key or version",
      why: "The ws library says so in the body of its response.",
      fix: "Make every proxy along the way pass the `Sec-WebSocket-*` headers through, and send version 13.",
      keeps: ["client-version-mismatch"],
    },
  ],
};
