import type { KnownBody } from "../body.ts";

/** Words of Starlette and FastAPI in the bodies of refused handshakes. */
export const starlette: KnownBody = {
  id: "starlette",
  name: "Starlette and FastAPI",
  reference: {
    text: "Starlette: routing.py",
    url: "https://github.com/encode/starlette/blob/master/starlette/routing.py",
  },
  sentences: [
    {
      pattern: /^\{"detail":\s?"Not Found"\}$/i,
      statuses: [404],
      cause: "upgrade-ignored-by-server",
      likelihood: "likely",
      title: "The handshake was treated as an ordinary request",
      why: "This is Starlette's and FastAPI's response to an ordinary request; they respond with 403 to a WebSocket at an unknown path. So it reached the application as a plain GET: uvicorn has no WebSocket library, or a proxy removed the two headers.",
      fix: "Install `uvicorn[standard]`, which includes a WebSocket library, and make every proxy forward `Upgrade` and `Connection`.",
      purpose: "forward-upgrade",
    },
  ],
};
