import type { Intermediary } from "../intermediary.ts";

export const cloudflareTunnel: Intermediary = {
  id: "cloudflare-tunnel",
  name: "Cloudflare Tunnel",
  reference: {
    text: "Cloudflare Tunnel: quick tunnels",
    url: "https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/do-more-with-tunnels/trycloudflare/",
  },
  behavior:
    "Cloudflare Tunnel forwards WebSockets by default; `cloudflared` runs next to the application and connects to it.",
  recognize: () => null,
  ownHosts: /\.(?:trycloudflare\.com|cfargotunnel\.com)$/,
  timeouts: [],
  snippets: {},
};
