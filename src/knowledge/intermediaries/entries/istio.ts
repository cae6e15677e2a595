import type { Intermediary } from "../intermediary.ts";
import { recognized, serverMark } from "../marks.ts";
import { pathFor, siteFor } from "../snippets/address.ts";

/**
 * Sets Envoy up itself: WebSockets are let through and the idle timeout of streams is off (istio:
 * pilot/pkg/networking/core/listener_builder.go).
 */
export const istio: Intermediary = {
  id: "istio",
  name: "Istio",
  reference: {
    text: "Istio: VirtualService",
    url: "https://istio.io/latest/docs/reference/config/networking/virtual-service/",
  },
  behavior: "Istio forwards WebSockets without extra configuration, and sets no idle timeout for them.",
  recognize: (headers) => recognized(["certain", serverMark(headers, "istio-envoy")]),
  timeouts: [],
  snippets: {
    "forward-upgrade": () => null,
    "forward-host": () => null,
    "keep-path": (context) =>
      [
        "# VirtualService; a rewrite here would change the path",
        "spec:",
        "  hosts:",
        `    - "${siteFor(context).replace(/:\d+$/, "")}"`,
        "  http:",
        "    - match:",
        "        - uri:",
        `            prefix: ${pathFor(context)}`,
        "      route:",
        "        - destination:",
        "            host: SERVICE",
      ].join("\n"),
    "longer-timeout": () => null,
    "sticky-sessions": () =>
      [
        "# DestinationRule",
        "spec:",
        "  host: SERVICE",
        "  trafficPolicy:",
        "    loadBalancer:",
        "      consistentHash:",
        "        httpCookie:",
        "          name: sticky",
        "          ttl: 0s",
      ].join("\n"),
  },
};
