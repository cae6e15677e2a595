import type { ReportedCase } from "./case.ts";

/** What the clients of Kubernetes and Docker say of commands in containers. */
export const containers: readonly ReportedCase[] = [
  {
    file: "kubectl-missing-headers.txt",
    source: "https://github.com/kubernetes/kubernetes/issues/67329",
    truth: "a proxy between kubectl and the node dropped Upgrade",
    level: "failed",
    diagnosis: "bad-request",
    first: ["upgrade-not-forwarded", "certain"],
    fix: /every proxy along the way/,
    never: [/origin|credential/],
  },
  {
    file: "docker-exec-200.txt",
    source: "https://github.com/Tecnativa/docker-socket-proxy/issues/132",
    truth: "HAProxy in front of Docker's API does not carry the upgrade",
    level: "failed",
    diagnosis: "not-switched",
    first: ["upgrade-not-forwarded", "likely"],
    fix: /a version of it/,
    never: [/WebSocket server|page|login/],
  },
  {
    file: "kubectl-kubelet-forbidden.txt",
    source: "https://github.com/opsnull/follow-me-install-kubernetes-cluster/issues/237",
    truth: "the API server's certificate has no rights on kubelets",
    level: "failed",
    diagnosis: "forbidden",
    first: ["policy-denied", "certain"],
    fix: /clusterrolebinding/,
    never: [/origin-|Upgrade/],
  },
  {
    file: "kubectl-protocols-joined.txt",
    source: "https://github.com/kubernetes/kubernetes/issues/95733",
    truth: "a proxy joins the lines of a header, which older servers do not take apart",
    level: "failed",
    diagnosis: "forbidden",
    first: ["request-rewritten", "certain"],
    fix: /1\.19/,
    never: [/origin|login/],
  },
  {
    file: "kubectl-through-load-balancer.txt",
    source: "https://github.com/rancher/rancher/issues/7470",
    truth: "the load balancer forwards no upgrade to SPDY",
    level: "failed",
    diagnosis: "bad-request",
    first: ["upgrade-not-forwarded", "certain"],
    fix: /forward both headers/,
  },
];
