import { offerStarting } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** The subprotocol `realtime` alone says too little; the key's prefix or OpenAI's own address does. The key is never quoted. */
export const openaiRealtime: Protocol = {
  id: "openai-realtime",
  about: "A live conversation, mostly speech, with an OpenAI model.",
  reference: { text: "OpenAI: Realtime API", url: "https://platform.openai.com/docs/guides/realtime" },
  recognize(seen) {
    const { host, path } = seen;
    const key = offerStarting(seen, "openai-insecure-api-key.");
    const isHome = host === "api.openai.com" && path === "/v1/realtime";
    if (key === null && !isHome) return null;
    const address = isHome ? ["host api.openai.com", "path /v1/realtime"] : [];
    return { name: "OpenAI Realtime", evidence: [...(key === null ? [] : [key.evidence]), ...address] };
  },
  heartbeat: () => null,
};
