import type { Intermediary } from "../intermediary.ts";
import { recognized, viaMark } from "../marks.ts";

export const kong: Intermediary = {
  id: "kong",
  name: "Kong Gateway",
  reference: {
    text: "Kong: proxying with Kong Gateway",
    url: "https://developer.konghq.com/gateway/traffic-control/proxying/",
  },
  behavior:
    "Kong Gateway accepts WebSocket handshakes on its proxy port; its routes and plugins decide what happens to each one.",
  recognize: (headers) => recognized(["likely", viaMark(headers, /^kong(?:\/(\S+))?$/)]),
  timeouts: [],
  snippets: {},
};
