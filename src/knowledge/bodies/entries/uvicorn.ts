import type { KnownBody } from "../body.ts";

/** Words of uvicorn in the bodies of refused handshakes. */
export const uvicorn: KnownBody = {
  id: "uvicorn",
  name: "uvicorn",
  reference: { text: "Uvicorn: server behavior", url: "https://uvicorn.dev/" },
  sentences: [
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
