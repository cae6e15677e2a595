import { bySubprotocol } from "../by-subprotocol.ts";

/** GraphQL operations over one connection, in the protocol of the graphql-ws library. */
export const graphqlTransportWs = bySubprotocol({
  id: "graphql-transport-ws",
  name: "GraphQL (graphql-transport-ws)",
  subprotocols: ["graphql-transport-ws"],
  about: "GraphQL operations over one connection, in the protocol of the graphql-ws library.",
  reference: {
    text: "GraphQL over WebSocket Protocol",
    url: "https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md",
  },
});
