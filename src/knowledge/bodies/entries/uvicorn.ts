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
      likelihood: "certain",
      title: "uvicorn has no WebSocket library",
      why: "It says so where neither `websockets` nor `wsproto` is installed.",
      fix: "Install `uvicorn[standard]`, or the package `websockets`.",
    },
  ],
};
