import type { KnownBody } from "../body.ts";

/** Words of Django in the bodies of refused handshakes. */
export const django: KnownBody = {
  id: "django",
  name: "Django",
  reference: {
    text: "Django: views/defaults.py",
    url: "https://github.com/django/django/blob/main/django/views/defaults.py",
  },
  sentences: [
    {
      pattern: /^Not Found The requested resource was not found on this server/i,
      statuses: [404],
      cause: "upgrade-ignored-by-server",
      likelihood: "likely",
      title: "The handshake was treated as an ordinary request",
      why: "This is Django's own response for a path that no handler owns. It comes from the handlers of ordinary requests: the handshake reached no WebSocket handler.",
      fix: "Attach the WebSocket server to this path, or compare the path with the one that it is configured for, and make sure that no proxy removes `Upgrade` and `Connection`.",
      purpose: "forward-upgrade",
    },
  ],
};
