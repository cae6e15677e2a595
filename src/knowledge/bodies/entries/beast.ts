import type { KnownBody } from "../body.ts";

/** Words of Boost.Beast (C++) in the bodies of refused handshakes. */
export const beast: KnownBody = {
  id: "beast",
  name: "Boost.Beast",
  reference: {
    text: "Boost.Beast: websocket error codes",
    url: "https://www.boost.org/doc/libs/release/libs/beast/doc/html/beast/ref/boost__beast__websocket__error.html",
  },
  sentences: [
    {
      pattern:
        /The WebSocket handshake (?:Connection field is missing the upgrade token|Upgrade field is missing the websocket token|was missing the (?:Connection|Upgrade) field)/i,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server received the request without its `Upgrade` or `Connection` header",
      why: "Boost.Beast says so in the body of its response. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
    {
      pattern:
        /The WebSocket handshake (?:was missing the Sec-WebSocket-(?:Key|Version) field|Sec-WebSocket-Key field is invalid)/i,
      cause: "request-incomplete",
      likelihood: "certain",
      title: "The handshake arrived without a valid key or version",
      why: "Boost.Beast says so in the body of its response.",
      fix: "Make every proxy along the way pass the `Sec-WebSocket-*` headers through, and send version 13.",
    },
  ],
};
