import type { KnownBody } from "../body.ts";

/** Words of gorilla/websocket in the bodies of refused handshakes. */
export const gorilla: KnownBody = {
  id: "gorilla",
  application: "gorilla",
  name: "gorilla/websocket",
  reference: { text: "gorilla/websocket: server.go", url: "https://github.com/gorilla/websocket/blob/main/server.go" },
  sentences: [
    {
      pattern: /request origin not allowed by Upgrader\.CheckOrigin/i,
      cause: "origin-rejected",
      likelihood: "certain",
      title: "The server does not accept the origin of this request, or the lack of one",
      why: "The gorilla/websocket library says so in the body of its response.",
      fix: "Add the page's origin to the list that the server accepts. If it is the server's own, make the proxy forward the original `Host`.",
      setting: "allow-origin",
      keeps: ["host-not-forwarded"],
    },
    {
      pattern: /the client is not using the websocket protocol: '\w+' token not found in '\w+' header/i,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "The gorilla/websocket library says so in the body of its response. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /websocket: (?:unsupported version: 13 not found|not a websocket handshake: 'Sec-WebSocket-Key')/i,
      cause: "request-incomplete",
      likelihood: "certain",
      title: "The handshake arrived without a valid key or version",
      why: "The gorilla/websocket library says so in the body of its response.",
      fix: "Make every proxy along the way pass the `Sec-WebSocket-*` headers through, and send version 13.",
    },
    // It keeps its reason to itself, and names the status and the version it speaks.
    {
      pattern: /^Forbidden$/,
      statuses: [403],
      header: ["Sec-WebSocket-Version", /^13$/],
      cause: "origin-rejected",
      likelihood: "likely",
      title: "The server may not accept the origin of this request, or the `Host` that came with it",
      why: "A body that repeats the status, together with `Sec-WebSocket-Version`, is how the gorilla/websocket library refuses a handshake; its only 403 is for an `Origin` that `CheckOrigin` rejects. By default, `Origin` has to match the `Host` that arrived.",
      fix: "Add the page's origin to the list that the server accepts. If it is the server's own, make the proxy forward the original `Host`.",
      setting: "allow-origin",
    },
    {
      pattern: /^Bad Request$/,
      statuses: [400],
      header: ["Sec-WebSocket-Version", /^13$/],
      cause: "upgrade-not-forwarded",
      likelihood: "likely",
      title: "The handshake may have arrived without `Upgrade`, `Connection` or its key",
      why: "A body that repeats the status, together with `Sec-WebSocket-Version`, is how the gorilla/websocket library refuses a request that is not a complete handshake.",
      fix: "Make every proxy along the way forward `Upgrade`, `Connection` and the `Sec-WebSocket-*` headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
  ],
};
