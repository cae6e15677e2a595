import type { KnownBody } from "../body.ts";

/** Words of Phoenix in the bodies of refused handshakes. */
export const phoenix: KnownBody = {
  id: "phoenix",
  name: "Phoenix",
  reference: {
    text: "Phoenix.Router.NoRouteError",
    url: "https://hexdocs.pm/phoenix/Phoenix.Router.NoRouteError.html",
  },
  sentences: [
    {
      pattern: /no route found for GET \S+/i,
      cause: "upgrade-ignored-by-server",
      likelihood: "likely",
      title: "The handshake was treated as an ordinary request",
      why: "This is Phoenix's own response for a path that no handler owns. It comes from the handlers of ordinary requests: the handshake reached no WebSocket handler.",
      fix: "Attach the WebSocket server to this path, or compare the path with the one that it is configured for, and make sure that no proxy removes `Upgrade` and `Connection`.",
      purpose: "forward-upgrade",
    },
  ],
};
