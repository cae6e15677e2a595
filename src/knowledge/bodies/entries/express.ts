import type { KnownBody } from "../body.ts";

/** Words of Express in the bodies of refused handshakes. */
export const express: KnownBody = {
  id: "express",
  name: "Express",
  reference: { text: "Express: finalhandler", url: "https://github.com/pillarjs/finalhandler/blob/master/index.js" },
  sentences: [
    {
      pattern: /^(?:Error )?Cannot GET \S+/i,
      statuses: [404],
      cause: "upgrade-ignored-by-server",
      likelihood: "likely",
      title: "The handshake was treated as an ordinary request",
      why: "This is Express's own response for a path that no handler owns. It comes from the handlers of ordinary requests: the handshake reached no WebSocket handler.",
      fix: "Attach the WebSocket server to this path, or compare the path with the one that it is configured for, and make sure that no proxy removes `Upgrade` and `Connection`.",
      purpose: "forward-upgrade",
    },
  ],
};
