import type { Headers } from "../../../upgrade/http/headers.ts";
import type { Intermediary, Recognition } from "../intermediary.ts";
import { headerMark, recognized, serverMark } from "../marks.ts";
import { pathFor } from "../snippets/address.ts";

export const envoy: Intermediary = {
  id: "envoy",
  name: "Envoy",
  reference: {
    text: "Envoy: HTTP upgrades",
    url: "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/upgrades",
  },
  behavior:
    "Envoy does not forward WebSockets unless `upgrade_configs` names `websocket`; products built on Envoy may do that on their own.",
  // Istio is built on it, says so by another name, and sets it up itself.
  recognize: (headers) => (serverMark(headers, "istio-envoy") === null ? own(headers) : null),
  timeouts: [
    {
      name: "stream_idle_timeout",
      milliseconds: 300_000,
      kind: "idle",
      reference: {
        text: "Envoy: how to configure timeouts",
        url: "https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts",
      },
    },
  ],
  snippets: {
    "forward-upgrade": (context) =>
      [
        `# in the HttpConnectionManager, or in the route that serves ${pathFor(context)}`,
        "upgrade_configs:",
        "- upgrade_type: websocket",
        "",
        "# with Contour, in the route of the HTTPProxy",
        "enableWebsockets: true",
        "",
        "# with Emissary, in the Mapping",
        "allow_upgrade: [websocket]",
      ].join("\n"),
    "forward-host": () => null,
    "keep-path": (context) =>
      [
        "# in the route configuration; prefix_rewrite or regex_rewrite would change the path",
        "routes:",
        `- match: { prefix: "${pathFor(context)}" }`,
        "  route: { cluster: CLUSTER }",
      ].join("\n"),
    "sticky-sessions": () =>
      [
        "# in the route",
        "route:",
        "  cluster: CLUSTER",
        "  hash_policy:",
        "  - cookie: { name: sticky, ttl: 0s }",
        "",
        "# in the cluster",
        "lb_policy: RING_HASH",
      ].join("\n"),
    "longer-timeout": () =>
      ["# in the HttpConnectionManager; 5 minutes by default", "stream_idle_timeout: 3600s"].join("\n"),
  },
};

function own(headers: Headers): Recognition | null {
  return recognized(
    // `server_name` is "envoy" unless set, and replaces what the backend wrote (Envoy: HTTP header manipulation).
    ["certain", serverMark(headers, "envoy")],
    ["likely", headerMark(headers, "x-envoy-upstream-service-time", /^\d+$/)],
  );
}
