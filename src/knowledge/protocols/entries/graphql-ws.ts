import { bySubprotocol } from "../by-subprotocol.ts";

/** GraphQL operations over one connection, in the protocol of the older subscriptions-transport-ws library. */
export const graphqlWs = bySubprotocol({
  id: "graphql-ws",
  name: "GraphQL (graphql-ws)",
  subprotocols: ["graphql-ws", "graphql-subscriptions"],
  about: "GraphQL operations over one connection, in the protocol of the older subscriptions-transport-ws library.",
  reference: {
    text: "subscriptions-transport-ws: protocol",
    url: "https://github.com/apollographql/subscriptions-transport-ws/blob/master/PROTOCOL.md",
  },
});
