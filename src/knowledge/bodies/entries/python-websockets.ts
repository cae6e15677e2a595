import type { KnownBody } from "../body.ts";

/** Words of websockets (Python) in the bodies of refused handshakes. */
export const pythonWebsockets: KnownBody = {
  id: "python-websockets",
  name: "websockets (Python)",
  reference: {
    text: "websockets: server.py",
    url: "https://github.com/python-websockets/websockets/blob/main/src/websockets/server.py",
  },
  sentences: [
    {
      pattern: /(?:Failed to open a WebSocket connection|InvalidOrigin): (?:invalid|missing) Origin header/i,
      cause: "origin-rejected",
      likelihood: "certain",
      title: "The server does not accept the origin of this request, or the lack of one",
      why: "The websockets library says so in the body of its response.",
      fix: "Add the page's origin to the list that the server accepts. If it is the server's own, make the proxy forward the original `Host`.",
      setting: "allow-origin",
      keeps: ["host-not-forwarded"],
    },
    {
      pattern:
        /(?:Failed to open a WebSocket connection|InvalidUpgrade): (?:missing|invalid) (?:Connection|Upgrade) header|You cannot access a WebSocket server directly with a browser/i,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "The websockets library says so in the body of its response. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /Failed to open a WebSocket connection: (?:missing|invalid) Sec-WebSocket-(?:Key|Version) header/i,
      cause: "request-incomplete",
      likelihood: "certain",
      title: "The handshake arrived without a valid key or version",
      why: "The websockets library says so in the body of its response.",
      fix: "Make every proxy along the way pass the `Sec-WebSocket-*` headers through, and send version 13.",
    },
  ],
};
