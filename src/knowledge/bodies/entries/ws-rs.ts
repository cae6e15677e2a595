import type { KnownBody } from "../body.ts";

/** Words of ws-rs (Rust) in the bodies of refused handshakes. */
export const wsRs: KnownBody = {
  id: "ws-rs",
  name: "ws-rs",
  reference: {
    text: "ws-rs: handshake.rs",
    url: "https://github.com/housleyjk/ws-rs/blob/master/src/handshake.rs",
  },
  sentences: [
    {
      pattern: /WebSocket Protocol Error: (?:Unable to parse WebSocket key|The Sec-WebSocket-Version header)/i,
      cause: "request-incomplete",
      likelihood: "certain",
      title: "The handshake arrived without a valid key or version",
      why: "ws-rs says so in the body of its response.",
      fix: "Make every proxy along the way pass the `Sec-WebSocket-*` headers through, and send version 13.",
    },
  ],
};
