import type { Intermediary, SnippetContext } from "../intermediary.ts";
import { localOnly, pathFor } from "../snippets/address.ts";

/** Adds no header. */
export const viteProxy: Intermediary = {
  id: "vite-proxy",
  name: "Vite dev server",
  reference: { text: "Vite: server.proxy", url: "https://vite.dev/config/server-options.html#server-proxy" },
  behavior:
    "Vite's dev server forwards WebSockets only if the proxy rule has `ws: true` or a target that begins with `ws:`.",
  recognize: () => null,
  timeouts: [],
  snippets: {
    "forward-upgrade": localOnly((context) => rule(context, [])),
    "keep-path": localOnly((context) => rule(context, ["      // without rewrite, which would change the path"])),
    "forward-host": localOnly((context) =>
      rule(context, [
        "      changeOrigin: true,      // Host becomes the target's",
        "      rewriteWsOrigin: true,   // so does Origin: the backend's own check then sees every page alike",
      ]),
    ),
  },
};

function rule(context: SnippetContext, more: readonly string[]): string {
  return [
    "// vite.config",
    "server: {",
    "  proxy: {",
    `    "${pathFor(context)}": {`,
    '      target: "http://127.0.0.1:PORT",',
    "      ws: true,",
    ...more,
    "    },",
    "  },",
    "},",
  ].join("\n");
}
