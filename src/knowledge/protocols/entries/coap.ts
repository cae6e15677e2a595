import { rfc } from "../../reference.ts";
import { bySubprotocol } from "../by-subprotocol.ts";

/** CoAP, a protocol for small devices, carried over WebSocket. */
export const coap = bySubprotocol({
  id: "coap",
  name: "CoAP",
  subprotocols: ["coap"],
  about: "CoAP, a protocol for small devices, carried over WebSocket.",
  reference: rfc(8323, "4.1"),
});
