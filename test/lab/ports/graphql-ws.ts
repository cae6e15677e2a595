import { createServer, type Server as HttpServer } from "node:http";
import { createRequire } from "node:module";
import type { ServerOptions } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { newCall } from "../call.ts";
import type { Site } from "../site.ts";

/** How long it waits for a client's first message, 3000 unless set: short where that is the case, long for all others. */
const INIT_WAIT_MS = { impatient: 500, patient: 60_000 };

/** As graphql-ws itself gets it in Node: of this library there may be one copy only, and Vitest would read another. */
const { buildSchema }: typeof import("graphql") = createRequire(import.meta.url)("graphql");

const schema = buildSchema("type Query { hello: String } type Subscription { ticks: Int }");

/**
 * A real graphql-ws server: `subscription { ticks }` counts five times a second and never ends; it refuses who says
 * `{ "token": "wrong" }` when connecting, and under `/impatient` who says nothing for half a second.
 */
export function graphqlWsServer(site: Site): HttpServer {
  const server = createServer();
  const [patient, impatient] = [serving(INIT_WAIT_MS.patient), serving(INIT_WAIT_MS.impatient)];
  server.on("upgrade", (request, socket, head) => {
    site.scope.keep(socket);
    const call = newCall(request, socket, head, site.port, site.seen);
    const sockets = call.url.pathname.startsWith("/impatient") ? impatient : patient;
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

function serving(connectionInitWaitTimeout: number): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true });
  const roots = { query: { hello: "hello" }, subscription: { ticks } };
  const onConnect: ServerOptions["onConnect"] = ({ connectionParams }) => connectionParams?.["token"] !== "wrong";
  useServer({ schema, roots, connectionInitWaitTimeout, onConnect }, sockets);
  return sockets;
}

async function* ticks() {
  for (let tick = 1; ; tick++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    yield { ticks: tick };
  }
}
