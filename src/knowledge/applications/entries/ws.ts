import type { Application } from "../application.ts";
import { wsHeartbeat, wsOrigin, wsPath } from "../node-settings.ts";

/** What many Node.js servers are built on. */
export const ws: Application = {
  id: "ws",
  name: "ws (Node.js)",
  reference: {
    text: "ws: class WebSocketServer",
    url: "https://github.com/websockets/ws/blob/master/doc/ws.md#class-websocketserver",
  },
  protocols: [],
  isGeneral: true,
  settings: {
    "allow-origin": wsOrigin,
    "serve-path": wsPath,
    "choose-subprotocol": () =>
      [
        "const sockets = new WebSocketServer({",
        "  server,",
        '  handleProtocols: (offered) => (offered.has("SUBPROTOCOL") ? "SUBPROTOCOL" : false),',
        "});",
      ].join("\n"),
    heartbeat: wsHeartbeat,
  },
};
