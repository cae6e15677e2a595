import { subprotocol } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** The kernel channels of Jupyter Server; kernel ids and tokens in the URL are never quoted. */
export const jupyter: Protocol = {
  id: "jupyter",
  about: "A notebook talks to its Jupyter kernel.",
  reference: {
    text: "Jupyter Server: WebSocket kernel wire protocols",
    url: "https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html",
  },
  recognize(seen) {
    const clue = subprotocol(seen, ["v1.kernel.websocket.jupyter.org"]);
    const isKernel = /\/api\/kernels\/[^/]+\/channels$/.test(seen.path);
    if (clue === null && !isKernel) return null;
    const path = isKernel ? ["path of the form /api/kernels/…/channels"] : [];
    return { name: "Jupyter kernel", evidence: [...(clue === null ? [] : [clue.evidence]), ...path] };
  },
  heartbeat: () => ({ by: "server", intervalMs: 30_000, visible: false, form: "RFC 6455 pings" }),
};
