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
      pattern: /^(cannot query field|unknown (argument|type|field)|syntax error|must provide)/i,
      id: "invalid-operation",
      likelihood: "certain",
      title: "The operation does not match the server's schema",
      why: "The message is from GraphQL's own validation: the server refused the operation before running it.",
      fix: "Compare the operation with this server's schema, also after a release of either of them.",
    },
  ],
};
