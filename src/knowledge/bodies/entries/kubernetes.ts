import type { KnownBody } from "../body.ts";

/** Words of Kubernetes in the bodies of refused handshakes. */
export const kubernetes: KnownBody = {
  id: "kubernetes",
  name: "Kubernetes",
  reference: {
    text: "Kubernetes: Ingress default backend",
    url: "https://kubernetes.io/docs/concepts/services-networking/ingress/#default-backend",
  },
  sentences: [
    {
      pattern: /"message":\s?"[^"\\]*(?:\\.[^"\\]*)*cannot (?:get|create) resource/i,
      statuses: [403],
      cause: "policy-denied",
      likelihood: "certain",
      title: "The account may not use this resource of the cluster",
      why: "Kubernetes' API server names the account, the verb and the resource in the body of its response. A WebSocket handshake is a GET, so the account's role needs the verb `get`; older clients send POST and need `create`.",
      fix: "Allow the verb for the resource in a role bound to this account; for `pods/exec`, allow both.",
    },
    {
      pattern: /^default backend - 404/i,
      cause: "wrong-path",
      likelihood: "certain",
      title: "No rule of the Ingress has this host and path",
      why: "The response came from the default backend, which gets requests that match no rule.",
      fix: "Add a rule for this host and path to the Ingress.",
    },
    {
      pattern: /Upgrade request required/i,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "Kubernetes' API server says so in the body of its response. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /no endpoints available for service/i,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The server behind the gateway could not be reached",
      why: "Kubernetes says so in the body of its response.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
  ],
};
