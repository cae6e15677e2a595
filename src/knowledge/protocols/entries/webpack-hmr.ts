import { isPrivateHost } from "../../../upgrade/http/address.ts";
import type { Protocol } from "../protocol.ts";

/** webpack-dev-server. Its path /ws proves nothing: the script that opened the connection must be its client. */
export const webpackHmr: Protocol = {
  id: "webpack-hmr",
  about: "The development server tells the page which modules changed (hot module replacement).",
  reference: {
    text: "webpack: devServer.webSocketServer",
    url: "https://webpack.js.org/configuration/dev-server/#devserverwebsocketserver",
  },
  recognize(seen) {
    const { host, path } = seen;
    const isClient = seen.upgrade.initiator?.url.includes("webpack-dev-server") ?? false;
    if (path !== "/ws" || !isPrivateHost(host) || !isClient) return null;
    return { name: "webpack-dev-server", evidence: ["path /ws", "opened by a script of webpack-dev-server"] };
  },
  heartbeat: () => ({ by: "server", intervalMs: 1000, visible: false, form: "RFC 6455 pings" }),
};
