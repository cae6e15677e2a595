import type { Intermediary } from "../intermediary.ts";
import { recognized, serverMark } from "../marks.ts";

export const litespeed: Intermediary = {
  id: "litespeed",
  name: "LiteSpeed",
  reference: {
    text: "OpenLiteSpeed: Web Socket Proxy",
    url: "https://github.com/litespeedtech/openlitespeed/blob/v1.9.1/dist/docs/VHWebSocket_Help.html",
  },
  behavior:
    "LiteSpeed forwards WebSockets to the backend that the virtual host's WebSocket proxy setting names for the path.",
  recognize: (headers) => recognized(["likely", serverMark(headers, "LiteSpeed")]),
  timeouts: [],
  snippets: {},
};
