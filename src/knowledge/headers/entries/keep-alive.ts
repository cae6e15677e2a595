import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";

export const keepAliveHeader: HeaderKnowledge = {
  id: "keep-alive",
  name: "Keep-Alive",
  reference: rfc(9110, "7.6.1"),
  meaning: () =>
    "How long the connection may wait for further HTTP requests. After a switch to WebSocket there are none. It says nothing about a proxy's timeout.",
};
