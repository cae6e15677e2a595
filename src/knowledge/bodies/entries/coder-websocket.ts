import type { KnownBody } from "../body.ts";

/** Words of coder/websocket in the bodies of refused handshakes. */
export const coderWebsocket: KnownBody = {
  id: "coder-websocket",
  name: "coder/websocket",
  reference: { text: "coder/websocket: accept.go", url: "https://github.com/coder/websocket/blob/master/accept.go" },
  sentences: [
    {
      pattern: /request Origin "?[^"]*"? is not (?:authorized|a valid URL)/i,
      cause: "origin-rejected",
      likelihood: "certain",
      title: "The server does not accept the origin of this request, or that it has none",
      why: "The coder/websocket library says so in the body of its response.",
      fix: "Add the page's origin to the list that the server accepts. If it is the server's own, let the proxy pass the original `Host` on.",
      setting: "allow-origin",
      keeps: ["host-not-forwarded"],
    },
    {
      pattern:
        /Connection header "[^"]*,[^"]*upgrade[^"]*" does not contain Upgrade|Connection header "[^"]*upgrade\s*,[^"]*" does not contain Upgrade/i,
      cause: "server-handshake-bug",
      likelihood: "certain",
      title: "The server compares the whole `Connection` header instead of its parts",
      why: "The body quotes a `Connection` header that does contain `Upgrade`, in a list, and says that it does not. Firefox sends `keep-alive, Upgrade`, Chrome `Upgrade` alone: such a server works with one and not with the other.",
      fix: "Update the WebSocket library on the server: `Connection` is a list (RFC 9110 §7.6.1).",
    },
    {
      pattern: /WebSocket protocol violation: (?:Connection|Upgrade) header "[^"]*" does not contain/i,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "The coder/websocket library says so in the body of its response. Where the client did send both, a proxy on the way took them away.",
      fix: "Let every proxy on the way pass both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
  ],
};
