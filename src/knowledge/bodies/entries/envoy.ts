import type { KnownBody } from "../body.ts";

/** Words of Envoy in the bodies of refused handshakes. */
export const envoy: KnownBody = {
  id: "envoy",
  name: "Envoy",
  reference: {
    text: "Envoy: response flags",
    url: "https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage",
  },
  sentences: [
    {
      pattern:
        /upstream connect error or disconnect\/reset before headers\..*(?:reset reason: (?:remote )?connection failure|delayed connect error)/i,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The server behind the gateway could not be reached",
      why: "Envoy says so in the body of its response.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
    {
      pattern:
        /upstream connect error or disconnect\/reset before headers\..*reset reason: (?:protocol error|remote reset|connection termination)/i,
      cause: "h2-without-extended-connect",
      likelihood: "likely",
      title: "The gateway and the server behind it may speak different versions of HTTP",
      why: "Envoy, on which many gateways are built, says that the server behind it ended the request before a response. A server that is asked for a WebSocket over HTTP/2 but supports only HTTP/1.1 does that, and so does one that crashes.",
      fix: "Make the gateway use HTTP/1.1 for the server on this path (on Cloud Run: disable end-to-end HTTP/2), and check the server's log.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /^no healthy upstream$/i,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The server behind the gateway could not be reached",
      why: "Envoy says so in the body of its response.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
    {
      pattern: /^RBAC: access denied$/i,
      cause: "policy-denied",
      likelihood: "certain",
      title: "A rule of the gateway or of the mesh denied the request",
      why: "Envoy's role-based access control says so in the body of its response.",
      fix: "Allow the socket's path and its caller in the authorization policy.",
    },
  ],
};
