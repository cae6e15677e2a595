import type { Intermediary } from "../intermediary.ts";
import { recognized, viaMark } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

const reference = {
  text: "Google Cloud: backend services",
  url: "https://docs.cloud.google.com/load-balancing/docs/backend-service",
};

export const googleLoadBalancer: Intermediary = {
  id: "google-load-balancer",
  name: "Google Cloud load balancer",
  reference,
  behavior:
    "Google Cloud's external Application Load Balancer forwards WebSockets and ends each one after the backend service's timeout, idle or not.",
  recognize: (headers) => recognized(["likely", viaMark(headers, /^google$/)]),
  timeouts: [{ name: "backend service timeout", milliseconds: 30_000, kind: "lifetime", reference }],
  snippets: {
    "forward-upgrade": () => null,
    "forward-host": () => null,
    "longer-timeout": remoteOnly(() =>
      [
        "# in seconds; counts the whole life of a WebSocket, 30 by default",
        "gcloud compute backend-services update BACKEND_SERVICE --global --timeout=3600",
      ].join("\n"),
    ),
    "sticky-sessions": remoteOnly(
      () => "gcloud compute backend-services update BACKEND_SERVICE --global --session-affinity=GENERATED_COOKIE",
    ),
  },
};
