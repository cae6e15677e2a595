import { sockjsPrefix } from "../../protocols/sockjs-path.ts";
import type { Application } from "../application.ts";

/** sockjs-node does not look at the page's origin. */
export const sockjsNode: Application = {
  id: "sockjs",
  name: "SockJS (Node.js)",
  reference: { text: "sockjs-node: server options", url: "https://github.com/sockjs/sockjs-node#server-instance" },
  protocols: ["sockjs"],
  isGeneral: false,
  settings: {
    "serve-path": ({ path }) => {
      const prefix = sockjsPrefix(path);
      return [
        `echo.installHandlers(server, { prefix: "${prefix}" });`,
        `const socket = new SockJS("${prefix}"); // in the page: it adds the rest of the path itself`,
      ].join("\n");
    },
    heartbeat: ({ seconds }) => `const echo = sockjs.createServer({ heartbeat_delay: ${seconds * 1000} });`,
    "enable-websockets": () => "const echo = sockjs.createServer({ websocket: true });",
    "sticky-sessions": ({ path }) =>
      `const socket = new SockJS("${sockjsPrefix(path)}", null, { transports: ["websocket"] }); // in the page`,
  },
};
