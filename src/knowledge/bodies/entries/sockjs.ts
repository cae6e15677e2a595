import type { KnownBody } from "../body.ts";

/** What SockJS says at the address that its clients are given. */
export const sockjs: KnownBody = {
  id: "sockjs",
  name: "SockJS",
  reference: {
    text: "SockJS protocol: greeting and raw WebSocket",
    url: "https://sockjs.github.io/sockjs-protocol/sockjs-protocol-0.3.3.html",
  },
  sentences: [
    {
      pattern: /^Welcome to SockJS!$/,
      statuses: [200],
      cause: "wrong-path",
      likelihood: "certain",
      title: "This is the address of SockJS, not of its WebSocket",
      why: "The response is SockJS's greeting: a SockJS client starts from this path and opens its connections below it. A plain WebSocket has a path of its own there, which ends in `/websocket`.",
      fix: "Connect to the same path with `/websocket` behind it, use a SockJS client, or register the endpoint without SockJS (in Spring, without `withSockJS()`).",
    },
  ],
};
