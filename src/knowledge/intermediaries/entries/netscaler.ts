import type { Intermediary } from "../intermediary.ts";
import { cookieMark, recognized, viaMark } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

export const netscaler: Intermediary = {
  id: "netscaler",
  name: "NetScaler",
  reference: {
    text: "NetScaler: HTTP configurations",
    url: "https://docs.netscaler.com/en-us/citrix-adc/current-release/system/http-configurations.html",
  },
  behavior: "NetScaler forwards WebSockets if the HTTP profile of the virtual server enables them.",
  recognize: (headers) =>
    recognized(
      ["likely", viaMark(headers, /^NS-CACHE(?:-[\d.]+)?(?::|\s|$)/)],
      ["possible", cookieMark(headers, /^NSC_/)],
    ),
  timeouts: [],
  snippets: {
    "forward-upgrade": remoteOnly(() =>
      ["# the HTTP profile that is bound to the virtual server", "set ns httpProfile PROFILE -webSocket ENABLED"].join(
        "\n",
      ),
    ),
  },
};
