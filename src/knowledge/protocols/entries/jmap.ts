import { rfc } from "../../reference.ts";
import { bySubprotocol } from "../by-subprotocol.ts";

/** JMAP, a protocol for mail, contacts and calendars, carried over WebSocket. */
export const jmap = bySubprotocol({
  id: "jmap",
  name: "JMAP",
  subprotocols: ["jmap"],
  about: "JMAP, a protocol for mail, contacts and calendars, carried over WebSocket.",
  reference: rfc(8887, "4.2"),
});
