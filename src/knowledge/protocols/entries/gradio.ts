import type { Protocol } from "../protocol.ts";

/** Gradio 3; later versions use event streams instead. */
export const gradio: Protocol = {
  id: "gradio",
  about: "Gradio 3 queues its work at this path; another server may use the same one.",
  reference: { text: "Gradio", url: "https://www.gradio.app/" },
  recognize(seen) {
    if (!seen.path.endsWith("/queue/join")) return null;
    return { name: "Gradio 3 (likely)", evidence: ["path ending in /queue/join"] };
  },
  heartbeat: () => null,
};
