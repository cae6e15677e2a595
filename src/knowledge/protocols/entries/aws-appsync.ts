import { isUnder } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** Stands before `graphql-ws`, whose subprotocol it uses: the host says more. */
export const awsAppsync: Protocol = {
  id: "aws-appsync",
  about: "GraphQL subscriptions through the AWS AppSync service.",
  reference: {
    text: "AWS AppSync: real-time WebSocket client",
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html",
  },
  recognize(seen) {
    const { host } = seen;
    if (!isUnder(host, "amazonaws.com") || !host.includes(".appsync-realtime-api.")) return null;
    return { name: "AWS AppSync", evidence: ["host with .appsync-realtime-api. under amazonaws.com"] };
  },
  // The server's keep-alive has no fixed interval: only its limit is reported, inside a message.
  heartbeat: () => null,
};
