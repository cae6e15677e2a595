import { subprotocolRegistry } from "../../reference.ts";
import { bySubprotocol } from "../by-subprotocol.ts";

/** Oracle Net, the protocol of Oracle databases, carried over WebSocket. */
export const oracleNet = bySubprotocol({
  id: "oracle-net",
  name: "Oracle Net",
  subprotocols: ["sqlnet.oracle.com"],
  about: "Oracle Net, the protocol of Oracle databases, carried over WebSocket.",
  reference: subprotocolRegistry,
});
