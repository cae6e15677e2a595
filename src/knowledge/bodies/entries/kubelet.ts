import type { KnownBody } from "../body.ts";

/** Words of Kubernetes' kubelet about requests to run a command in a pod, which `kubectl` repeats. */
export const kubelet: KnownBody = {
  id: "kubelet",
  name: "Kubernetes",
  reference: {
    text: "Kubernetes: kubelet authentication and authorization",
    url: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/",
  },
  sentences: [
    {
      pattern: /unable to upgrade: missing upgrade headers in request: /,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "It says so in the body of its response, and lists the headers that did arrive. `kubectl` sends both: where it asked, a proxy along the way removed them, in front of the API server or between it and the node.",
      fix: "Make every proxy along the way forward both headers, also those between the API server and the nodes.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /unable to negotiate protocol: client supports \[[^\]]{0,300},/,
      cause: "request-rewritten",
      likelihood: "certain",
      title: "The client's protocols arrived joined into one header line",
      why: "The server read them as one name with commas in it. `kubectl` sends each in an `X-Stream-Protocol-Version` line of its own, and proxies may join such lines (RFC 9110 §5.3); users report that Kubernetes takes them apart from 1.19 on.",
      fix: "Update Kubernetes to 1.19 or later, or make the proxy forward the lines as they are.",
    },
    {
      // Later versions list several subresources (pkg/kubelet/server/server.go, InstallAuthFilter).
      pattern: /Forbidden \(user=[^,]{1,120}, verb=\w{1,20}, resource=nodes, subresource(?:\(s\))?=/,
      cause: "policy-denied",
      likelihood: "certain",
      title: "The API server may not use the kubelet's API in the name that it has there",
      why: "The kubelet says so in the body of its response and names the user: it is the one in the client certificate that the API server presents to kubelets. Requests for logs may be refused the same way.",
      fix: "Bind that user to the cluster role `system:kubelet-api-admin`: `kubectl create clusterrolebinding kubelet-api --clusterrole=system:kubelet-api-admin --user=USER`.",
    },
  ],
};
