import { createServer, type Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { newCall } from "../call.ts";
import type { Scope } from "../scope.ts";
import type { Site } from "../site.ts";

/**
 * Real Socket.IO on an HTTP server, with its client at /socket.io/socket.io.js: greets with "welcome", repeats "say".
 * Who comes to its namespace /leave is sent away.
 * Upgrades of other paths are left to the server's other listeners.
 */
export function serveSocketIo(server: HttpServer, scope: Scope): void {
  const io = new Server(server, { destroyUpgrade: false });
  io.on("connection", (socket) => {
    socket.emit("welcome", "hello");
    socket.on("say", (words) => socket.emit("said", words));
  });
  io.of("/leave").on("connection", (socket) => socket.disconnect());
  scope.atEnd(() => void io.engine.close());
}

/**
 * Socket.IO alone, as it comes: it ends the upgrades of paths that are not its own after one second without a byte, which
 * is what happens to a second library on the same server.
 */
export function socketIoServer(site: Site): HttpServer {
  const server = createServer();
  server.on("upgrade", (request, socket, head) => void newCall(request, socket, head, site.port, site.seen));
  const io = new Server(server);
  site.scope.atEnd(() => void io.engine.close());
  return server;
}

/** Socket.IO with its WebSockets switched off: then it does not listen for upgrades, and Node takes them as requests. */
export function pollingServer({ scope }: Site): HttpServer {
  const server = createServer();
  const io = new Server(server, { transports: ["polling"] });
  scope.atEnd(() => void io.engine.close());
  return server;
}
