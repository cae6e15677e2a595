import type { KnownBody } from "../body.ts";

/** Words of uvicorn in the bodies of refused handshakes. */
export const uvicorn: KnownBody = {
  id: "uvicorn",
  name: "uvicorn",
  reference: { text: "Uvicorn: server behavior", url: "https://uvicorn.dev/" },
  sentences: [
    {
      pattern: /^No supported WebSocket library detected/,
      cause: "library-missing",
      likelihood: "certain",
      title: "uvicorn has no WebSocket library",
      why: "uvicorn's log says so of this request: neither `websockets` nor `wsproto` is installed where it runs, so it passes the handshake on as an ordinary request.",
      fix: "Install `uvicorn[standard]`, or the package `websockets`.",
    },
    {
      pattern: /^Unsupported upgrade request/i,
      cause: "library-missing",
      likelihood: "likely",
      title: "uvicorn may have no WebSocket library",
      why: "It says so for an upgrade that it cannot serve: one for something other than a WebSocket, or any upgrade when neither `websockets` nor `wsproto` is installed.",
      fix: "Install `uvicorn[standard]`, or the package `websockets`.",
    },
  ],
};
