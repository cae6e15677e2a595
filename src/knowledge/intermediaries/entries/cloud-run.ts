import type { Intermediary } from "../intermediary.ts";
import { remoteOnly } from "../snippets/address.ts";

const reference = {
  text: "Google Cloud Run: WebSockets",
  url: "https://docs.cloud.google.com/run/docs/triggering/websockets",
};

/** Leaves `Server: Google Frontend`, which other Google services leave too: recognized by the host names that it gives only. */
export const cloudRun: Intermediary = {
  id: "cloud-run",
  name: "Google Cloud Run",
  reference,
  behavior:
    "Google Cloud Run forwards WebSockets unless end-to-end HTTP/2 is enabled, and ends each one after the service's request timeout.",
  recognize: () => null,
  ownHosts: /\.run\.app$/,
  timeouts: [{ name: "request timeout", milliseconds: 300_000, kind: "lifetime", reference }],
  snippets: {
    "forward-upgrade": remoteOnly(() =>
      ["# WebSockets do not work with end-to-end HTTP/2", "gcloud run services update SERVICE --no-use-http2"].join(
        "\n",
      ),
    ),
    "longer-timeout": remoteOnly(() =>
      [
        "# in seconds, 3600 at most; counts the whole life of a WebSocket",
        "gcloud run services update SERVICE --timeout=3600",
      ].join("\n"),
    ),
    "sticky-sessions": remoteOnly(() =>
      ["# best effort", "gcloud run services update SERVICE --session-affinity"].join("\n"),
    ),
  },
};
