import { subprotocol } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** Streamlit offers its token and session as further subprotocols: neither is ever quoted. */
export const streamlit: Protocol = {
  id: "streamlit",
  about: "A Streamlit application keeps its page in sync with its Python script.",
  reference: {
    text: "Streamlit: client-server architecture",
    url: "https://docs.streamlit.io/develop/concepts/architecture/architecture",
  },
  recognize(seen) {
    const clue = subprotocol(seen, ["streamlit"]);
    const path = seen.path.endsWith("/_stcore/stream") ? ["path ending in /_stcore/stream"] : [];
    if (clue === null && path.length === 0) return null;
    return { name: "Streamlit", evidence: [...(clue === null ? [] : [clue.evidence]), ...path] };
  },
  // The server's ping interval differs between versions.
  heartbeat: () => null,
};
