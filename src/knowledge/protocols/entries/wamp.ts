import { bySubprotocol } from "../by-subprotocol.ts";

/** The Web Application Messaging Protocol, in each of its serializations. */
export const wamp = bySubprotocol({
  id: "wamp",
  name: "WAMP",
  subprotocols: [
    "wamp.2.json",
    "wamp.2.msgpack",
    "wamp.2.cbor",
    "wamp.2.json.batched",
    "wamp.2.msgpack.batched",
    "wamp.2.cbor.batched",
    "wamp",
  ],
  about: "Web Application Messaging Protocol: remote calls and publish-subscribe over one connection.",
  reference: { text: "The Web Application Messaging Protocol", url: "https://wamp-proto.org/" },
});
