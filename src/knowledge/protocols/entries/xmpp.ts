import { rfc } from "../../reference.ts";
import { bySubprotocol } from "../by-subprotocol.ts";

/** XMPP, a protocol for chat and presence, carried over WebSocket. */
export const xmpp = bySubprotocol({
  id: "xmpp",
  name: "XMPP",
  subprotocols: ["xmpp"],
  about: "XMPP, a protocol for chat and presence, carried over WebSocket.",
  reference: rfc(7395, "3.1"),
});
