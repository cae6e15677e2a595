import { subprotocol } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** Remote desktops: the RFB protocol by its registered name, or noVNC's default path. */
export const vnc: Protocol = {
  id: "vnc",
  about: "A remote desktop in the browser: the RFB protocol of VNC, carried over WebSocket.",
  reference: { text: "websockify", url: "https://github.com/novnc/websockify" },
  recognize(seen) {
    const clue = subprotocol(seen, ["rfb"]);
    if (clue !== null) return { name: "VNC (RFB)", evidence: [clue.evidence] };
    if (!seen.path.endsWith("/websockify")) return null;
    return { name: "VNC through websockify (likely)", evidence: ["path ending in /websockify"] };
  },
  heartbeat: () => null,
};
