import { subprotocol } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** Vite's development server, also behind Nuxt and others. `vite-ping` only asks whether the server is back. */
export const viteHmr: Protocol = {
  id: "vite-hmr",
  about: "The development server tells the page which modules changed (hot module replacement).",
  reference: { text: "Vite: server.hmr", url: "https://vite.dev/config/server-options.html#server-hmr" },
  recognize(seen) {
    const clue = subprotocol(seen, ["vite-hmr", "vite-ping"]);
    return clue && { name: "Vite hot reload", evidence: [clue.evidence] };
  },
  heartbeat(seen) {
    if (subprotocol(seen, ["vite-hmr"]) === null) return null;
    return { by: "client", intervalMs: 30_000, visible: true, form: 'a message `{"type":"ping"}`' };
  },
};
