import { rfc } from "../../reference.ts";
import { bySubprotocol } from "../by-subprotocol.ts";

/** SIP, the protocol that sets up calls, carried over WebSocket. */
export const sip = bySubprotocol({
  id: "sip",
  name: "SIP",
  subprotocols: ["sip"],
  about: "SIP, the protocol that sets up calls, carried over WebSocket.",
  reference: rfc(7118, "4.1"),
});
