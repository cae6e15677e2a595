import type { Intermediary } from "../intermediary.ts";
import { pathFor } from "../snippets/address.ts";

/** Removes `Server` by default (`server-tokens` off): headers cannot tell it from a bare backend. */
export const ingressNginx: Intermediary = {
  id: "ingress-nginx",
  name: "ingress-nginx",
  reference: {
    text: "ingress-nginx: WebSockets",
    url: "https://kubernetes.github.io/ingress-nginx/user-guide/miscellaneous/#websockets",
  },
  behavior: "ingress-nginx forwards WebSocket handshakes without extra configuration.",
  recognize: () => null,
  timeouts: [
    {
      name: "proxy-read-timeout",
      milliseconds: 60_000,
      kind: "idle",
      reference: {
        text: "ingress-nginx: proxy-read-timeout",
        url: "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#proxy-read-timeout",
      },
    },
  ],
  snippets: {
    "forward-upgrade": () => null,
    "forward-host": () => null,
    "keep-path": (context) =>
      [
        "# on the Ingress: without the annotation nginx.ingress.kubernetes.io/rewrite-target the path stays as it is",
        "spec:",
        "  rules:",
        "    - http:",
        "        paths:",
        `          - path: ${pathFor(context)}`,
        "            pathType: Prefix",
        "            backend: { service: { name: SERVICE, port: { number: PORT } } }",
      ].join("\n"),
    "longer-timeout": () =>
      [
        "# on the Ingress; in seconds, 60 by default",
        "metadata:",
        "  annotations:",
        '    nginx.ingress.kubernetes.io/proxy-read-timeout: "3600"',
        '    nginx.ingress.kubernetes.io/proxy-send-timeout: "3600"',
      ].join("\n"),
    "sticky-sessions": () =>
      ["# on the Ingress", "metadata:", "  annotations:", "    nginx.ingress.kubernetes.io/affinity: cookie"].join(
        "\n",
      ),
  },
};
