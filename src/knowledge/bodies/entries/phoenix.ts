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
      pattern: /Could not check origin for Phoenix\.Socket transport/,
      cause: "origin-rejected",
      likelihood: "certain",
      title: "Phoenix does not accept the origin of this request",
      why: "Phoenix says so in its log. By default it compares the origin's host with the one in the endpoint's `url` configuration.",
      fix: "Set `url: [host: …]` of the endpoint to the public name, or list the origin in `check_origin`.",
      setting: "allow-origin",
    },
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
