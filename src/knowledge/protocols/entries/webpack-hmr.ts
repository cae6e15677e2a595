import type { Protocol } from "../protocol.ts";

/** What the client calls the class that opens the connection (webpack-dev-server: client-src/clients/WebSocketClient.js). */
const CLASS = "WebSocketClient";

/**
 * webpack-dev-server, also behind a proxy. Its path /ws proves nothing: the script or the class that opened the connection must
 * be its client. Angular's path is its own.
 */
export const webpackHmr: Protocol = {
  id: "webpack-hmr",
  about: "The development server tells the page which modules changed (hot module replacement).",
  reference: {
    text: "webpack: devServer.webSocketServer",
    url: "https://webpack.js.org/configuration/dev-server/#devserverwebsocketserver",
  },
  recognize({ path, upgrade: { initiator } }) {
    if (path.endsWith("/ng-cli-ws")) {
      return { name: "webpack-dev-server of Angular", evidence: ["path ending in /ng-cli-ws"] };
    }
    if (!path.endsWith("/ws")) return null;
    if (initiator?.url.includes("webpack-dev-server") === true) {
      return {
        name: "webpack-dev-server",
        evidence: ["path ending in /ws", "opened by a script of webpack-dev-server"],
      };
    }
    // In one file with everything else the client has no script of its own, but its class keeps its name.
    if (initiator?.function?.replace(/^new /, "") !== CLASS) return null;
    return {
      name: "webpack-dev-server (likely)",
      evidence: ["path ending in /ws", `opened by a class named ${CLASS}`],
    };
  },
  heartbeat: () => ({ by: "server", intervalMs: 1000, visible: false, form: "RFC 6455 pings" }),
};
