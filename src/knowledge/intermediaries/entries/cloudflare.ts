import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized, serverMark } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

export const cloudflare: Intermediary = {
  id: "cloudflare",
  name: "Cloudflare",
  reference: {
    text: "Cloudflare: WebSockets",
    url: "https://developers.cloudflare.com/network/websockets/",
  },
  behavior:
    "Cloudflare forwards WebSockets, on every plan, unless the zone's WebSockets switch is off; when it releases new code it may restart servers, which ends open connections.",
  recognize: (headers) => {
    const server = serverMark(headers, "cloudflare");
    // An application can repeat the request's CF-Ray on its own: alone it must at least look like one.
    const ray = headerMark(headers, "cf-ray", server === null ? /^[0-9a-f]{16}-[A-Z]{3}$/ : /\S/);
    const both = server !== null && ray !== null;
    return recognized([both ? "certain" : "likely", server], [both ? "certain" : "likely", ray]);
  },
  timeouts: [
    {
      name: "about 100 s without traffic (reported by users, not documented)",
      milliseconds: 100_000,
      kind: "idle",
      reported: true,
      reference: {
        text: "Cloudflare Community: WebSocket timeout",
        url: "https://community.cloudflare.com/t/cloudflare-websocket-timeout/5865",
      },
    },
  ],
  snippets: {
    "forward-host": () => null,
    "keep-path": () => null,
    "sticky-sessions": remoteOnly(() =>
      [
        "# with Cloudflare's Load Balancing",
        "curl --request PATCH \\",
        "  https://api.cloudflare.com/client/v4/zones/ZONE_ID/load_balancers/LOAD_BALANCER_ID \\",
        '  --header "Authorization: Bearer API_TOKEN" --header "Content-Type: application/json" \\',
        `  --data '{"session_affinity":"cookie"}'`,
      ].join("\n"),
    ),
    "forward-upgrade": remoteOnly(() =>
      [
        "# or in the dashboard: Network → WebSockets → On",
        "curl --request PATCH \\",
        "  https://api.cloudflare.com/client/v4/zones/ZONE_ID/settings/websockets \\",
        '  --header "Authorization: Bearer API_TOKEN" --header "Content-Type: application/json" \\',
        `  --data '{"value":"on"}'`,
      ].join("\n"),
    ),
  },
};
