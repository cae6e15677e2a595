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
      why: "aiohttp says so in the body of its response. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
  ],
};
