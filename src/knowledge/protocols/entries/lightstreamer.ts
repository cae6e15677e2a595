import { subprotocolRegistry } from "../../reference.ts";
import { bySubprotocol } from "../by-subprotocol.ts";

/** TLCP, the text protocol between Lightstreamer clients and servers. */
export const lightstreamer = bySubprotocol({
  id: "lightstreamer",
  name: "Lightstreamer",
  subprotocols: [
    "TLCP-2.0.0.lightstreamer.com",
    "TLCP-2.1.0.lightstreamer.com",
    "TLCP-2.2.0.lightstreamer.com",
    "TLCP-2.3.0.lightstreamer.com",
    "TLCP-2.4.0.lightstreamer.com",
    "TLCP-2.5.0.lightstreamer.com",
  ],
  about: "TLCP, the text protocol between Lightstreamer clients and servers.",
  reference: subprotocolRegistry,
});
