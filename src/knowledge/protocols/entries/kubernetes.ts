import { offerStarting, subprotocol } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

const NAMES = [
  "v5.channel.k8s.io",
  "v4.channel.k8s.io",
  "v3.channel.k8s.io",
  "v2.channel.k8s.io",
  "channel.k8s.io",
  "portforward.k8s.io",
];

/** Exec, attach and port-forward of the Kubernetes API server; the bearer token rides in the offers and is never quoted. */
export const kubernetes: Protocol = {
  id: "kubernetes",
  about: "A command, a console or a forwarded port of a Kubernetes pod.",
  reference: {
    text: "Kubernetes: remote command subprotocols",
    url: "https://github.com/kubernetes/apimachinery/blob/master/pkg/util/remotecommand/constants.go",
  },
  recognize(seen) {
    const clue = subprotocol(seen, NAMES) ?? offerStarting(seen, "base64url.bearer.authorization.k8s.io.");
    return clue && { name: "Kubernetes stream", evidence: [clue.evidence] };
  },
  // Only client-go pings by default, and a browser cannot.
  heartbeat: () => null,
};
