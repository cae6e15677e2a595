import { createServer, type Server as HttpServer } from "node:http";
import { createServer as createSockjs } from "sockjs";
import { type Call, newCall } from "../call.ts";
import type { Site } from "../site.ts";

/** Short, so that a heartbeat is seen while a case is watched; 25,000 unless set. */
const HEARTBEAT_MS = 400;

/**
 * Real SockJS (sockjs-node): `/chat` repeats what it hears, `/close` closes at once as SockJS's own test server does, and
 * `/plain` has its WebSocket transport switched off. What lies under no prefix it leaves to others, and here are none.
 */
export function sockjsServer(site: Site): HttpServer {
  const server = createServer();
  const calls = new Map<string, Call>();
  const chat = createSockjs({ ...quiet, heartbeat_delay: HEARTBEAT_MS });
  chat.on("connection", (connection) => connection.on("data", (words) => void connection.write(words)));
  const closing = createSockjs(quiet);
  closing.on("connection", (connection) => {
    // Its types ask for a string, its documentation for a number.
    const close = () => void Reflect.apply(connection.close, connection, [3000, "Go away!"]);
    calls.get(connection.url)?.later(0, close);
  });
  chat.installHandlers(server, { prefix: "/chat" });
  closing.installHandlers(server, { prefix: "/close" });
  createSockjs({ ...quiet, websocket: false }).installHandlers(server, { prefix: "/plain" });
  // Its handlers put themselves in the place of earlier listeners.
  server.prependListener("upgrade", (request, socket, head) => {
    site.scope.keep(socket);
    calls.set(request.url ?? "", newCall(request, socket, head, site.port, site.seen));
  });
  return server;
}

const quiet = { log: () => {} };
