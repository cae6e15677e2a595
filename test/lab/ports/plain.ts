import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { connect, createServer, type Server } from "node:net";
import { accept, newCall } from "../call.ts";
import type { Scope } from "../scope.ts";
import type { Site } from "../site.ts";

/** A TCP server that greets at once, as a mail or database server does: not HTTP, not TLS. */
export function greetingServer(): Server {
  return createServer((socket) => socket.end("220 hello, this is neither HTTP nor TLS\r\n"));
}

/** A TCP server that says nothing at all. */
export function silentServer(): Server {
  return createServer((socket) => socket.resume());
}

/**
 * An HTTP server that reads the request and stays silent: ordinary requests too. `?answer=1000` makes it answer a right 101
 * after so many milliseconds. It has a port of its own, since a browser sends one handshake at a time to one address.
 */
export function hangingServer(site: Site): HttpServer {
  const server = createHttpServer(() => {});
  server.on("upgrade", (request, socket, head) => {
    const call = newCall(request, socket, head, site.port, site.seen);
    const after = call.url.searchParams.get("answer");
    // Reading notices that the browser has gone.
    socket.resume();
    socket.on("end", () => socket.end());
    if (after !== null) call.later(Number(after), () => accept(call));
  });
  return server;
}

/** A forward proxy that refuses every tunnel with 403, as one in a company does with ports that it does not know. */
export function refusingProxy(): HttpServer {
  const server = createHttpServer((_request, response) => void response.writeHead(403).end());
  server.on("connect", (_request, socket) => void socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
  return server;
}

/** Finds a port on which nothing listens. @returns a number that was free a moment ago */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address !== "string" ? resolve(address.port) : reject(new Error("No port.")),
      );
    });
  });
}

/**
 * Finds a port on which nothing listens, and keeps it so until the scope ends: the end of a connection is bound to it, so the
 * system does not give it to the next test that asks for any port, nor as the own port of whoever tries to connect to it.
 */
export async function closedPort(scope: Scope): Promise<number> {
  const to = await scope.listen(createServer());
  const localPort = await freePort();
  await new Promise<void>((resolve, reject) => {
    const held = connect({ port: to, host: "127.0.0.1", localAddress: "127.0.0.1", localPort });
    held.once("error", reject).once("connect", resolve);
    scope.keep(held);
  });
  return localPort;
}
