import type { Intermediary } from "../intermediary.ts";
import { cookieMark, headerMark, recognized, serverMark } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

export const akamai: Intermediary = {
  id: "akamai",
  name: "Akamai",
  reference: {
    text: "Akamai: WebSockets behavior",
    url: "https://techdocs.akamai.com/terraform/reference/ga-web-sockets",
  },
  behavior: "Akamai forwards WebSockets if the property's rules include the WebSockets behavior.",
  recognize: (headers) =>
    recognized(
      ["likely", serverMark(headers, "AkamaiGHost")],
      ["likely", headerMark(headers, "x-akamai-transformed")],
      ["likely", cookieMark(headers, /^(?:ak_bmsc|bm_sz|bm_sv)$/)],
    ),
  timeouts: [],
  snippets: {
    "forward-upgrade": remoteOnly(() =>
      [
        "// in the property's rule that serves this path",
        '"behaviors": [',
        '  { "name": "webSockets", "options": { "enabled": true } }',
        "]",
      ].join("\n"),
    ),
  },
};
