import type { Intermediary } from "../intermediary.ts";
import { cookieMark, recognized } from "../marks.ts";

export const barracuda: Intermediary = {
  id: "barracuda",
  name: "Barracuda WAF",
  reference: {
    text: "Barracuda: Web Application Firewall",
    url: "https://campus.barracuda.com/product/webapplicationfirewall/",
  },
  behavior: "Barracuda WAF is a firewall for websites: whether it forwards a WebSocket handshake depends on its rules.",
  recognize: (headers) => recognized(["likely", cookieMark(headers, /^barra_counter_session$/)]),
  timeouts: [],
  snippets: {},
};
