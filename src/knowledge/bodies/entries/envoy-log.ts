import type { KnownBody } from "../body.ts";

/** Response flags and details in the access log of Envoy, and of Istio and others that are built on it. */
export const envoyLog: KnownBody = {
  id: "envoy-log",
  name: "Envoy",
  reference: {
    text: "Envoy: response flags",
    url: "https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators",
  },
  intermediary: "envoy",
  foundIn: "log",
  sentences: [
    {
      pattern: /upgrade_failed/,
      statuses: [403],
      cause: "websockets-disabled",
      likelihood: "certain",
      title: "Envoy is not set up to upgrade connections on this route",
      why: "Envoy's log says so: `upgrade_failed` stands for an upgrade that `upgrade_configs` does not list. Users of Envoy Gateway report it for a route whose backend has no ready endpoint, too.",
      fix: "Add `upgrade_configs` with `upgrade_type: websocket` to this route or to the connection manager, and make sure that the backend has endpoints.",
    },
    {
      pattern: /response flags (?:\w+,)*UH\b/,
      statuses: [503],
      cause: "upstream-down",
      likelihood: "certain",
      title: "Envoy has no healthy server to which it could forward the request",
      why: "Envoy's log says so: `UH` stands for no healthy host in the cluster.",
      fix: "Start the server, and look at its health check and at the endpoints of the cluster.",
    },
    {
      pattern: /response flags (?:\w+,)*UF\b/,
      statuses: [503],
      cause: "upstream-down",
      likelihood: "certain",
      title: "Envoy could not connect to the server behind it",
      why: "Envoy's log says so: `UF` stands for a failed connection to the server.",
      fix: "Start the server, and compare its address, port and TLS with those of the cluster.",
    },
    {
      pattern: /response flags (?:\w+,)*NR\b/,
      statuses: [404],
      cause: "wrong-path",
      likelihood: "certain",
      title: "No route of Envoy has this host and path",
      why: "Envoy's log says so: `NR` stands for no route.",
      fix: "Compare the host name and the path with the routes, and with the virtual host's `domains`.",
    },
    {
      pattern: /response flags (?:\w+,)*U[RC]\b/,
      statuses: [502, 503],
      cause: "handshake-dropped",
      likelihood: "certain",
      title: "The server behind Envoy took the connection and ended it without a response",
      why: "Envoy's log says so: `UR` stands for a reset by the server, `UC` for a connection that it ended. Servers do so for a protocol that they do not expect (HTTP/2 to a server with HTTP/1.1 alone, TLS or none), and when they crash.",
      fix: "Compare the cluster's protocol (for WebSockets without extended CONNECT: HTTP/1.1) and TLS with those of the server, and check the server's log at that moment.",
    },
    {
      pattern: /response flags (?:\w+,)*UT\b/,
      statuses: [504],
      cause: "upstream-hangs",
      likelihood: "certain",
      title: "The server behind Envoy took the request and did not respond in time",
      why: "Envoy's log says so: `UT` stands for the request's timeout towards the server.",
      fix: "Make the application accept or refuse at once; the route's `timeout` is how long Envoy waits.",
    },
  ],
};
