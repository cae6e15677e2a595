import { bySubprotocol } from "../by-subprotocol.ts";

/** GraphQL operations over one connection, as the older subscriptions-transport-ws library defined them. */
export const graphqlWs = bySubprotocol({
  id: "graphql-ws",
  name: "GraphQL (graphql-ws)",
  subprotocols: ["graphql-ws", "graphql-subscriptions"],
  about: "GraphQL operations over one connection, as the older subscriptions-transport-ws library defined them.",
  reference: {
    text: "subscriptions-transport-ws: protocol",
    url: "https://github.com/apollographql/subscriptions-transport-ws/blob/master/PROTOCOL.md",
  },
});
