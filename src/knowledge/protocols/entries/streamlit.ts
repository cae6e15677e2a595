import { headerValue } from "../../../upgrade/http/headers.ts";
import { type Clues, subprotocol } from "../clues.ts";
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
    // Earlier versions have the path /stream, which only its server beside it makes likely.
    if (seen.path.endsWith("/stream") && !seen.path.endsWith("/_stcore/stream")) return earlier(seen);
    const clue = subprotocol(seen, ["streamlit"]);
    const path = seen.path.endsWith("/_stcore/stream") ? ["path ending in /_stcore/stream"] : [];
    if (clue === null && path.length === 0) return null;
    return { name: "Streamlit", evidence: [...(clue === null ? [] : [clue.evidence]), ...path] };
  },
  // The server's ping interval differs between versions.
  heartbeat: () => null,
};

function earlier({ upgrade }: Clues): ReturnType<Protocol["recognize"]> {
  const server = headerValue(upgrade.response?.headers ?? [], "Server") ?? "";
  const version = /^TornadoServer\/[\d.]+/.exec(server)?.[0];
  if (version === undefined) return null;
  return { name: "Streamlit (likely)", evidence: ["path ending in /stream", `response header Server: ${version}`] };
}
