import type { Intermediary } from "../intermediary.ts";
import { pathFor } from "../snippets/address.ts";

/** Copies the upstream's headers and adds none. */
export const nodeHttpProxy: Intermediary = {
  id: "node-http-proxy",
  name: "http-proxy (Node.js)",
  reference: {
    text: "http-proxy-middleware: WebSocket",
    url: "https://github.com/chimurai/http-proxy-middleware#websocket",
  },
  behavior:
    "http-proxy and http-proxy-middleware forward WebSockets only when configured to; the middleware then starts only with the first ordinary request, unless it is attached to the server's `upgrade` event.",
  recognize: () => null,
  timeouts: [],
  snippets: {
    "forward-host": () => null,
    "keep-path": (context) =>
      [
        "// http-proxy-middleware 3: not app.use(path, …), which strips the path",
        `const middleware = createProxyMiddleware({ target: "http://127.0.0.1:PORT", pathFilter: "${pathFor(context)}", ws: true });`,
        "app.use(middleware);",
        'server.on("upgrade", middleware.upgrade);',
      ].join("\n"),
    "forward-upgrade": () =>
      [
        "// http-proxy",
        'const proxy = httpProxy.createProxyServer({ target: "http://127.0.0.1:PORT", ws: true });',
        'server.on("upgrade", (request, socket, head) => proxy.ws(request, socket, head));',
        "",
        "// http-proxy-middleware",
        'const middleware = createProxyMiddleware({ target: "http://127.0.0.1:PORT", ws: true });',
        "app.use(middleware);",
        'server.on("upgrade", middleware.upgrade);',
      ].join("\n"),
  },
};
