import { createServer, type Server as HttpServer } from "node:http";
import { buildSchema } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { newCall } from "../call.ts";
import type { Site } from "../site.ts";

/** Short, so that nobody has to wait for it; 3000 unless set. */
const INIT_WAIT_MS = 500;

const schema = buildSchema("type Query { hello: String } type Subscription { ticks: Int }");

/**
 * A real graphql-ws server: `subscription { ticks }` counts five times a second and never ends; it refuses who says
 * `{ "token": "wrong" }` when connecting.
 */
export function graphqlWsServer(site: Site): HttpServer {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  useServer(
    {
      schema,
      roots: { query: { hello: "hello" }, subscription: { ticks } },
      connectionInitWaitTimeout: INIT_WAIT_MS,
      onConnect: ({ connectionParams }) => connectionParams?.["token"] !== "wrong",
    },
    sockets,
  );
  server.on("upgrade", (request, socket, head) => {
    site.scope.keep(socket);
    const call = newCall(request, socket, head, site.port, site.seen);
    sockets.handleUpgrade(request, socket, head, (open) => {
      if (!call.url.searchParams.has("held")) return sockets.emit("connection", open, request);
      // What it says meanwhile waits as well.
      open.pause();
      call.later(0, () => {
        sockets.emit("connection", open, request);
        open.resume();
      });
    });
  });
  return server;
}

async function* ticks() {
  for (let tick = 1; ; tick++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    yield { ticks: tick };
  }
}
