import type { KnownBody } from "../body.ts";

/** Words of Werkzeug and Flask in the bodies of refused handshakes. */
export const werkzeug: KnownBody = {
  id: "werkzeug",
  name: "Werkzeug and Flask",
  reference: {
    text: "Werkzeug: exceptions.py",
    url: "https://github.com/pallets/werkzeug/blob/main/src/werkzeug/exceptions.py",
  },
  sentences: [
    {
      pattern: /The requested URL was not found on the server\. If you entered the URL manually/i,
      statuses: [404],
      cause: "upgrade-ignored-by-server",
      likelihood: "likely",
      title: "The handshake was treated as an ordinary request",
      why: "This is Werkzeug's own response for a path that no handler owns. It comes from the handlers of ordinary requests: the handshake reached no WebSocket handler.",
      fix: "Attach the WebSocket server to this path, or compare the path with the one that it is configured for, and make sure that no proxy removes `Upgrade` and `Connection`.",
      purpose: "forward-upgrade",
    },
  ],
};
