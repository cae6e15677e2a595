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
      pattern: /Failed to open a WebSocket connection: (?:invalid|missing) Origin header/i,
      cause: "origin-rejected",
      likelihood: "certain",
      title: "The server does not accept the origin of this request, or that it has none",
      why: "The websockets library says so in the body of its response.",
      fix: "Add the page's origin to the list that the server accepts. If it is the server's own, let the proxy pass the original `Host` on.",
      setting: "allow-origin",
      keeps: ["host-not-forwarded"],
    },
    {
      pattern:
        /Failed to open a WebSocket connection: (?:missing|invalid) (?:Connection|Upgrade) header|You cannot access a WebSocket server directly with a browser/i,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "The websockets library says so in the body of its response. Where the client did send both, a proxy on the way took them away.",
      fix: "Let every proxy on the way pass both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /Failed to open a WebSocket connection: (?:missing|invalid) Sec-WebSocket-(?:Key|Version) header/i,
      cause: "request-incomplete",
      likelihood: "certain",
      title: "The handshake arrived without a valid key or version",
      why: "The websockets library says so in the body of its response.",
      fix: "Let every proxy on the way pass the `Sec-WebSocket-*` headers through, and send version 13.",
    },
  ],
};
