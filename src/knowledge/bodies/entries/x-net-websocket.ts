import type { KnownBody } from "../body.ts";

/** Words of Go's older package golang.org/x/net/websocket in the bodies of refused handshakes; http-kit (Clojure) has two of them. */
export const xNetWebsocket: KnownBody = {
  id: "x-net-websocket",
  name: "golang.org/x/net/websocket",
  reference: {
    text: "golang.org/x/net/websocket: websocket.go",
    url: "https://github.com/golang/net/blob/master/websocket/websocket.go",
  },
  sentences: [
    {
      pattern: /^not websocket protocol$/,
      statuses: [400],
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "The server (Go's golang.org/x/net/websocket and http-kit use this message) says so in the body of its response. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /^(?:mismatch challenge\/response|missing or bad WebSocket(?: Version|-Key))$/,
      statuses: [400],
      cause: "request-incomplete",
      likelihood: "certain",
      title: "The handshake arrived without a valid key or version",
      why: "The server (Go's golang.org/x/net/websocket and http-kit use these messages) says so in the body of its response.",
      fix: "Make every proxy along the way pass the `Sec-WebSocket-*` headers through, and send version 13.",
    },
  ],
};
