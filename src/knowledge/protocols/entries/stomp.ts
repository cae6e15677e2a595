import { bySubprotocol } from "../by-subprotocol.ts";

/** STOMP 1.0 to 1.2, also over SockJS, as Spring does it. */
export const stomp = bySubprotocol({
  id: "stomp",
  name: "STOMP",
  subprotocols: ["v12.stomp", "v11.stomp", "v10.stomp"],
  about: "STOMP, a simple text protocol for message brokers, carried over WebSocket.",
  reference: {
    text: "STOMP 1.2: heart-beating",
    url: "https://stomp.github.io/stomp-specification-1.2.html#Heart-beating",
  },
  // Both sides must agree on one, inside the first messages, and many brokers decline by default.
});
