import type { Protocol } from "../protocol.ts";

/** Google's Gemini Live API; the key in the query is never quoted. */
export const geminiLive: Protocol = {
  id: "gemini-live",
  about: "A live conversation with a Gemini model.",
  reference: { text: "Gemini: Live API", url: "https://ai.google.dev/api/live" },
  recognize(seen) {
    const { host, path } = seen;
    const isCall = path.endsWith(".GenerativeService.BidiGenerateContent");
    if (host !== "generativelanguage.googleapis.com" || !isCall) return null;
    return {
      name: "Gemini Live",
      evidence: ["host generativelanguage.googleapis.com", "path ending in .GenerativeService.BidiGenerateContent"],
    };
  },
  heartbeat: () => null,
};
