import type { AddressInfo, Server } from "node:net";
import type { Duplex } from "node:stream";

/** Everything that must end with the lab. */
export interface Scope {
  /** Destroys this transport at the end, if it is still there. */
  keep(socket: Duplex): void;
  /** Runs at the end, the last one first. */
  atEnd(run: () => void | Promise<void>): void;
  /** Listens on 127.0.0.1 and ends with the scope. @returns the port */
  listen(server: Server, port?: number): Promise<number>;
  close(): Promise<void>;
}

/** A scope with nothing in it. */
export function newScope(): Scope {
  const sockets = new Set<Duplex>();
  const ends: (() => void | Promise<void>)[] = [];
  const scope: Scope = {
    keep(socket) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    },
    atEnd: (run) => void ends.push(run),
    listen(server, port = 0) {
      server.on("connection", (socket) => scope.keep(socket));
      return new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
          scope.atEnd(() => new Promise((closed) => void server.close(() => closed())));
          resolve(portOf(server));
        });
      });
    },
    async close() {
      // Servers stop listening first, then what is connected goes: nothing can come in between.
      const ended = ends.reverse().map((run) => run());
      for (const socket of sockets) socket.destroy();
      await Promise.all(ended);
    },
  };
  return scope;
}

/** The port a server listens on. */
function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("The server does not listen on a port.");
  return address.port;
}
