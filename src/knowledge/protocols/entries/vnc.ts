import { placeOf, subprotocol } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** Remote desktops: the RFB protocol by its registered name, or noVNC's default path. */
export const vnc: Protocol = {
  id: "vnc",
  about: "A remote desktop in the browser: the RFB protocol of VNC, carried over WebSocket.",
  reference: { text: "websockify", url: "https://github.com/novnc/websockify" },
  recognise(upgrade) {
    const clue = subprotocol(upgrade, ["rfb"]);
    if (clue !== null) return { name: "VNC (RFB)", evidence: [clue.evidence] };
    if (!placeOf(upgrade).path.endsWith("/websockify")) return null;
    return { name: "VNC through websockify (likely)", evidence: ["path ending in /websockify"] };
  },
  heartbeat: () => null,
};
