import { connect, createServer, type Server } from "node:net";

/** Number of ports: with each Chromium makes one handshake at a time, 10 ms apart (WebSocketEndpointLockManager). */
const DOORS = 8;

/** Opens further ports on 127.0.0.1 that lead to one. */
export async function doorsTo(port: number): Promise<{ readonly ports: readonly number[]; close(): void }> {
  const servers = Array.from({ length: DOORS }, () =>
    createServer((inside) => {
      const outside = connect(port, "127.0.0.1");
      inside.pipe(outside).pipe(inside);
      inside.on("error", () => outside.destroy());
      outside.on("error", () => inside.destroy());
    }),
  );
  return {
    ports: await Promise.all(servers.map(listening)),
    close: () => servers.forEach((server) => void server.close()),
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
