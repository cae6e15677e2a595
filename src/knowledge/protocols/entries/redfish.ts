import { subprotocolRegistry } from "../../reference.ts";
import { bySubprotocol } from "../by-subprotocol.ts";

/** Redfish of the DMTF: management of servers and their hardware. */
export const redfish = bySubprotocol({
  id: "redfish",
  name: "Redfish",
  subprotocols: ["Redfish"],
  about: "Redfish of the DMTF: management of servers and their hardware.",
  reference: subprotocolRegistry,
});
