import type { Intermediary, SnippetContext } from "../intermediary.ts";
import { localOnly, pathFor } from "../snippets/address.ts";

/** Adds no header, and keeps the browser's `Host` unless told otherwise. */
export const webpackProxy: Intermediary = {
  id: "webpack-proxy",
  name: "webpack-dev-server",
  reference: {
    text: "webpack: devServer.proxy",
    url: "https://webpack.js.org/configuration/dev-server/#devserverproxy",
  },
  behavior: "webpack's dev server forwards WebSockets only if the proxy rule has `ws: true`.",
  recognize: () => null,
  timeouts: [],
  snippets: {
    "forward-upgrade": localOnly((context) => rule(context, [])),
    "forward-host": () => null,
    "keep-path": localOnly((context) => rule(context, ["      // without pathRewrite, which would change the path"])),
  },
};

function rule(context: SnippetContext, more: readonly string[]): string {
  return [
    "// webpack.config",
    "devServer: {",
    "  proxy: [",
    "    {",
    `      context: ["${pathFor(context)}"],`,
    '      target: "http://127.0.0.1:PORT",',
    "      ws: true,",
    ...more,
    "    },",
    "  ],",
    "},",
  ].join("\n");
}
