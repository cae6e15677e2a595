import type { Protocol } from "../protocol.ts";

/** Home Assistant; only its path is known before the first message. */
export const homeAssistant: Protocol = {
  id: "home-assistant",
  about: "Home Assistant's API is found at this path; another server may use the same one.",
  reference: {
    text: "Home Assistant: WebSocket API",
    url: "https://developers.home-assistant.io/docs/api/websocket/",
  },
  recognize(seen) {
    if (seen.path !== "/api/websocket") return null;
    return { name: "Home Assistant (likely)", evidence: ["path /api/websocket"] };
  },
  // The client chooses its interval.
  heartbeat: () => null,
};
