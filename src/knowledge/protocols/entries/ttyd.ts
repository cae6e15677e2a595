import { subprotocol } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** ttyd; its subprotocol is a short common word, so the path must fit too. */
export const ttyd: Protocol = {
  id: "ttyd",
  about: "A terminal shared in the browser by ttyd.",
  reference: { text: "ttyd", url: "https://github.com/tsl0922/ttyd" },
  recognize(seen) {
    const clue = subprotocol(seen, ["tty"]);
    if (clue === null || !seen.path.endsWith("/ws")) return null;
    return { name: "ttyd", evidence: [clue.evidence, "path ending in /ws"] };
  },
  heartbeat: () => ({ by: "server", intervalMs: 5000, visible: false, form: "RFC 6455 pings" }),
};
