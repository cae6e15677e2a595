import type { Application } from "../application.ts";
import { wsOrigin, wsPath } from "../node-settings.ts";

/** It runs on a server of the ws library, which takes the handshake. */
export const graphqlWsServer: Application = {
  id: "graphql-ws",
  name: "graphql-ws (Node.js)",
  reference: { text: "graphql-ws: use/ws", url: "https://the-guild.dev/graphql/ws/docs/use/ws/functions/useServer" },
  protocols: ["graphql-transport-ws"],
  isGeneral: false,
  settings: {
    "allow-origin": wsOrigin,
    "serve-path": wsPath,
    heartbeat: ({ seconds }) => `useServer({ schema }, sockets, ${seconds * 1000}); // pings; 12000 by default`,
  },
};
