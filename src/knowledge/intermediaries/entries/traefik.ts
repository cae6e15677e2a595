import type { Intermediary } from "../intermediary.ts";
import { pathFor } from "../snippets/address.ts";

/** No header of its own is known. What its entry point's time-outs do to an open WebSocket is not documented. */
export const traefik: Intermediary = {
  id: "traefik",
  name: "Traefik",
  reference: { text: "Traefik: WebSocket", url: "https://doc.traefik.io/traefik/user-guides/websocket/" },
  behavior: "Traefik forwards WebSockets without extra configuration, and the browser's `Host` with them.",
  recognize: () => null,
  timeouts: [],
  snippets: {
    "forward-upgrade": () => null,
    "forward-host": () => null,
    "keep-path": (context) =>
      [
        "# dynamic configuration",
        "http:",
        "  routers:",
        "    app:",
        `      rule: "PathPrefix(\`${pathFor(context)}\`)"`,
        "      service: app",
        "      # without the StripPrefix middleware, which would cut the path",
      ].join("\n"),
    "sticky-sessions": () =>
      [
        "# dynamic configuration",
        "http:",
        "  services:",
        "    app:",
        "      loadBalancer:",
        "        sticky:",
        "          cookie:",
        "            name: sticky",
        "        servers:",
        '          - url: "http://127.0.0.1:PORT1/"',
        '          - url: "http://127.0.0.1:PORT2/"',
      ].join("\n"),
  },
};
