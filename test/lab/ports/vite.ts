import { createServer, type Server as HttpServer } from "node:http";
import { newCall } from "../call.ts";
import type { Scope } from "../scope.ts";
import type { Site } from "../site.ts";
import { VITE_TOKEN } from "../vite-token.ts";

/**
 * The hot reload of a real Vite development server, on two ports: it leaves upgrades that are not
 * its own without an answer, and one waiting handshake holds up every other one to the same address and port. Vite itself
 * starts with the first of them, so that nobody else has to wait for it.
 */
export function viteServers(first: Site, second: Site): [HttpServer, HttpServer] {
  const inner = createServer();
  let started: Promise<unknown> | null = null;
  const serverFor = (site: Site): HttpServer => {
    const server = createServer();
    server.on("upgrade", async (request, socket, head) => {
      site.scope.keep(socket);
      newCall(request, socket, head, site.port, site.seen);
      started ??= startVite(inner, site.scope);
      await started;
      inner.emit("upgrade", request, socket, head);
    });
    return server;
  };
  return [serverFor(first), serverFor(second)];
}

async function startVite(server: HttpServer, scope: Scope): Promise<void> {
  // Not before it is needed: reading Vite takes a good part of a second.
  const { createServer: createVite } = await import("vite");
  const vite = await createVite({
    configFile: false,
    logLevel: "silent",
    appType: "custom",
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, watch: null, ws: { server } },
    plugins: [
      { name: "known-token", configResolved: (config) => void Reflect.set(config, "webSocketToken", VITE_TOKEN) },
    ],
  });
  scope.atEnd(() => vite.close());
}
