import { subprotocolRegistry } from "../../reference.ts";
import { bySubprotocol } from "../by-subprotocol.ts";

/** User Services Platform of the Broadband Forum: management of home devices. */
export const usp = bySubprotocol({
  id: "usp",
  name: "USP",
  subprotocols: ["v1.usp"],
  about: "User Services Platform of the Broadband Forum: management of home devices.",
  reference: subprotocolRegistry,
});
