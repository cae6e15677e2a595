import { subprotocolRegistry } from "../../reference.ts";
import { bySubprotocol } from "../by-subprotocol.ts";

/** OPC UA, a protocol of industrial automation, carried over WebSocket. */
export const opcUa = bySubprotocol({
  id: "opc-ua",
  name: "OPC UA",
  subprotocols: ["opcua+uacp", "opcua+uajson"],
  about: "OPC UA, a protocol of industrial automation, carried over WebSocket.",
  reference: subprotocolRegistry,
});
