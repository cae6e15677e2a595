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
      title: "The server does not accept the origin of this request, or the lack of one",
      why: "The coder/websocket library says so in the body of its response.",
      fix: "Add the page's origin to the list that the server accepts. If it is the server's own, make the proxy forward the original `Host`.",
      setting: "allow-origin",
      keeps: ["host-not-forwarded"],
    },
    {
      pattern:
        /Connection header "[^"]*,[^"]*upgrade[^"]*" does not contain Upgrade|Connection header "[^"]*upgrade\s*,[^"]*" does not contain Upgrade/i,
      cause: "server-handshake-bug",
      likelihood: "certain",
      title: "The server compares the whole `Connection` header instead of its parts",
      why: "The body quotes a `Connection` header that lists `Upgrade`, yet says that it does not contain it. Firefox sends `keep-alive, Upgrade`, Chrome only `Upgrade`: such a server works with Chrome but not with Firefox.",
      fix: "Update the WebSocket library on the server: `Connection` is a list (RFC 9110 §7.6.1).",
    },
    {
      pattern: /WebSocket protocol violation: (?:Connection|Upgrade) header "[^"]*" does not contain/i,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "The coder/websocket library says so in the body of its response. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
  ],
};
