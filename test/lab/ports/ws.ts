import { createServer, type Server as HttpServer } from "node:http";
import { WebSocketServer } from "ws";
import { newCall } from "../call.ts";
import type { Site } from "../site.ts";

/** The ws library with a path and an origin of its own: whatever else asks is refused as the library does it. */
export function wsServer(site: Site): HttpServer {
  const server = createServer();
  server.on("upgrade", (request, socket) => {
    site.scope.keep(socket);
    newCall(request, socket, Buffer.alloc(0), site.port, site.seen);
  });
  new WebSocketServer({
    server,
    path: "/chat",
    verifyClient: ({ origin }: { readonly origin: string }) => origin === "https://app.example",
  });
  return server;
}
