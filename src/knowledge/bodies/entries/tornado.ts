import type { KnownBody } from "../body.ts";

/** Words of Tornado in the bodies of refused handshakes. */
export const tornado: KnownBody = {
  id: "tornado",
  name: "Tornado",
  reference: {
    text: "Tornado: websocket.py",
    url: "https://github.com/tornadoweb/tornado/blob/master/tornado/websocket.py",
  },
  sentences: [
    {
      pattern: /Cross origin websockets not allowed/i,
      cause: "origin-rejected",
      likelihood: "certain",
      title: "The server does not accept the origin of this request, or the lack of one",
      why: "Tornado says so in the body of its response.",
      fix: "Add the page's origin to the list that the server accepts. If it is the server's own, make the proxy forward the original `Host`.",
      setting: "allow-origin",
      keeps: ["host-not-forwarded"],
    },
    {
      pattern: /Blocking Cross Origin WebSocket Attempt\. {1,2}Origin: \S{1,200}, Host: \S{1,200}/,
      cause: "origin-rejected",
      likelihood: "certain",
      title: "The server does not accept the origin of this request",
      why: "Jupyter says so in its log, with the `Origin` and the `Host` that arrived: unless `allow_origin` is set, they have to be the same.",
      fix: "Make the proxy forward the original `Host`, or set `c.ServerApp.allow_origin`.",
      setting: "allow-origin",
      keeps: ["host-not-forwarded"],
    },
    {
      pattern: /Can "Upgrade" only to "WebSocket"|"Connection" must be "Upgrade"/i,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "The server (Tornado and Spring use this message) says so in the body of its response. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
  ],
};
