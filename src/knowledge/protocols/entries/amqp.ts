import { bySubprotocol } from "../by-subprotocol.ts";

/** AMQP, a protocol for message queues, carried over WebSocket. */
export const amqp = bySubprotocol({
  id: "amqp",
  name: "AMQP",
  subprotocols: ["amqp"],
  about: "AMQP, a protocol for message queues, carried over WebSocket.",
  reference: {
    text: "AMQP WebSocket Binding",
    url: "https://docs.oasis-open.org/amqp-bindmap/amqp-wsb/v1.0/amqp-wsb-v1.0.html",
  },
});
