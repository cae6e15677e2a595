import type { Intermediary } from "../intermediary.ts";
import { recognised, viaMark } from "../marks.ts";

export const kong: Intermediary = {
  id: "kong",
  name: "Kong Gateway",
  reference: {
    text: "Kong: proxying with Kong Gateway",
    url: "https://developer.konghq.com/gateway/traffic-control/proxying/",
  },
  behaviour:
    "Kong Gateway accepts WebSocket handshakes on its proxy port; its routes and plugins decide what becomes of each.",
  recognise: (headers) => recognised(["likely", viaMark(headers, /^kong(?:\/(\S+))?$/)]),
  timeouts: [],
  snippets: {},
};
