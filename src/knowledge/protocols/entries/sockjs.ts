import type { Protocol } from "../protocol.ts";
import { isSockjs } from "../sockjs-path.ts";

/** SockJS; the session in the path is never quoted. */
export const sockjs: Protocol = {
  id: "sockjs",
  about: "SockJS: a WebSocket with fallback to polling, often carrying another protocol such as STOMP.",
  reference: { text: "sockjs-node", url: "https://github.com/sockjs/sockjs-node" },
  recognize(seen) {
    if (!isSockjs(seen.path)) return null;
    return { name: "SockJS", evidence: ["path of the form …/(3 digits)/…/websocket"] };
  },
  heartbeat: () => ({
    by: "server",
    intervalMs: 25_000,
    // sockjs-node pings where the client understands it, and only else sends `h`: silence here proves nothing.
    visible: false,
    form: "RFC 6455 pings, or the text `h`, depending on the server",
  }),
};
