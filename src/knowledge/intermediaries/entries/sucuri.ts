import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized } from "../marks.ts";

export const sucuri: Intermediary = {
  id: "sucuri",
  name: "Sucuri",
  reference: { text: "Sucuri: website firewall", url: "https://docs.sucuri.net/website-firewall/" },
  behavior: "Sucuri is a firewall for websites: whether it forwards a WebSocket handshake depends on its settings.",
  recognize: (headers) => recognized(["likely", headerMark(headers, "x-sucuri-id")]),
  timeouts: [],
  snippets: {},
};
