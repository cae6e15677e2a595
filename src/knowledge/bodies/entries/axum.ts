import type { KnownBody } from "../body.ts";

/** Words of axum (Rust) in the bodies of refused handshakes. */
export const axum: KnownBody = {
  id: "axum",
  name: "axum",
  reference: {
    text: "axum: extract/ws.rs",
    url: "https://github.com/tokio-rs/axum/blob/main/axum/src/extract/ws.rs",
  },
  sentences: [
    {
      pattern: /^(?:Connection header did not include 'upgrade'|`?Upgrade`? header did not include ['`]websocket['`])/i,
      cause: "upgrade-not-forwarded",
      likelihood: "likely",
      title: "The server may have received the request without its `Upgrade` or `Connection` header",
      why: "axum says so in the body of its response. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /^(?:`?Sec-WebSocket-Version`? header did not include ['`]13['`]|`?Sec-WebSocket-Key`? header missing)/i,
      cause: "request-incomplete",
      likelihood: "certain",
      title: "The handshake arrived without a key or without version 13",
      why: "axum says so in the body of its response.",
      fix: "Make every proxy along the way pass the `Sec-WebSocket-*` headers through, and send version 13.",
    },
  ],
};
