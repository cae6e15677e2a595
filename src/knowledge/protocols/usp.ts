import { bySubprotocol } from "../by-subprotocol.ts";
import { subprotocolRegistry } from "../iana.ts";

/** User Services Platform of the Broadband Forum: management of home devices. */
export const usp = bySubprotocol({
  id: "usp",
  name: "USP",
  subprotocols: ["v1.usp"],
  about: "User Services Platform of the Broadband Forum: management of home devices.",
  reference: subprotocolRegistry,
});
