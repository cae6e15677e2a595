import { queryIs, subprotocol } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** Centrifugo, and servers on the centrifuge library. */
export const centrifugo: Protocol = {
  id: "centrifugo",
  about: "Message channels through Centrifugo or the centrifuge library.",
  reference: { text: "Centrifugo: WebSocket", url: "https://centrifugal.dev/docs/transports/websocket" },
  recognize(seen) {
    const { path, query } = seen;
    const evidence = [
      subprotocol(seen, ["centrifuge-protobuf", "centrifuge-json"])?.evidence ?? null,
      path.endsWith("/connection/websocket") ? "path ending in /connection/websocket" : null,
      queryIs(query, "cf_protocol", /^(protobuf|json)$/),
      queryIs(query, "cf_ws_frame_ping_pong", /^true$/),
    ].filter((clue) => clue !== null);
    return evidence.length === 0 ? null : { name: "Centrifugo", evidence };
  },
  heartbeat(seen) {
    const isFrame = queryIs(seen.query, "cf_ws_frame_ping_pong", /^true$/) !== null;
    const form = isFrame ? "RFC 6455 pings" : "a small ping message, replied to within 10 s";
    return { by: "server", intervalMs: 25_000, visible: !isFrame, form };
  },
};
