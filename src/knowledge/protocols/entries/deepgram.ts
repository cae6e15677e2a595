import type { Protocol } from "../protocol.ts";

/** Deepgram's transcription; its key rides in the offers and is never quoted. */
export const deepgram: Protocol = {
  id: "deepgram",
  about: "Live transcription of speech through the Deepgram service.",
  reference: {
    text: "Deepgram: live audio",
    url: "https://developers.deepgram.com/reference/speech-to-text/listen-streaming",
  },
  recognize(seen) {
    const { host, path } = seen;
    if (host !== "api.deepgram.com" || path !== "/v1/listen") return null;
    return { name: "Deepgram", evidence: ["host api.deepgram.com", "path /v1/listen"] };
  },
  heartbeat: () => null,
};
