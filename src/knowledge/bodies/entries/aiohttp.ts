import type { KnownBody } from "../body.ts";

/** Words of aiohttp in the bodies of refused handshakes. */
export const aiohttp: KnownBody = {
  id: "aiohttp",
  name: "aiohttp",
  reference: { text: "aiohttp: web_ws.py", url: "https://github.com/aio-libs/aiohttp/blob/master/aiohttp/web_ws.py" },
  sentences: [
    {
      pattern: /No WebSocket UPGRADE hdr|No CONNECTION upgrade hdr/i,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "aiohttp says so in the body of its response. Where the client did send both, a proxy on the way took them away.",
      fix: "Let every proxy on the way pass both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
  ],
};
