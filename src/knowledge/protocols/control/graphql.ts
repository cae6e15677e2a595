import type { ControlKnowledge } from "./control.ts";

/** GraphQL over WebSocket in both its protocols. */
export const graphqlControl: ControlKnowledge = {
  id: "graphql",
  name: "GraphQL",
  protocols: ["graphql-transport-ws", "graphql-ws", "aws-appsync"],
  recognizedAs: null,
  reference: {
    text: "GraphQL over WebSocket Protocol",
    url: "https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md",
  },
  part: { named: "the operation", unnamed: "an operation" },
  codes: {},
  refusesSingly: false,
  isReadInFull: true,
  causes: [
    {
      told: /^(cannot query field|unknown (argument|type|field)|syntax error|must provide)/i,
      id: "invalid-operation",
      likelihood: "certain",
      title: "The operation does not fit the server's schema",
      why: "The words are those of GraphQL's own validation: the server refused the operation before it ran.",
      fix: "Compare the operation with the schema that this server has, also after a release of one of the two.",
    },
  ],
};
