import type { Application } from "../application.ts";

export const tornado: Application = {
  id: "tornado",
  name: "Tornado",
  reference: {
    text: "Tornado: check_origin",
    url: "https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.check_origin",
  },
  protocols: [],
  isGeneral: true,
  server: /^TornadoServer\//,
  settings: {
    "allow-origin": ({ origin }) =>
      [
        "class YourHandler(tornado.websocket.WebSocketHandler):",
        "    def check_origin(self, origin):",
        `        return origin == "${origin}"`,
      ].join("\n"),
    "serve-path": ({ path }) => `tornado.web.Application([(r"${path.replaceAll(".", "\\.")}", YourHandler)])`,
    "choose-subprotocol": () =>
      [
        "class YourHandler(tornado.websocket.WebSocketHandler):",
        "    def select_subprotocol(self, subprotocols):",
        '        return "SUBPROTOCOL" if "SUBPROTOCOL" in subprotocols else None',
      ].join("\n"),
    heartbeat: ({ seconds }) => `tornado.web.Application(handlers, websocket_ping_interval=${seconds})`,
  },
};
