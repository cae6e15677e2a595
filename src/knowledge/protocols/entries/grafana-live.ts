import type { Protocol } from "../protocol.ts";

/** Grafana Live: dashboards and log tails that are pushed. */
export const grafanaLive: Protocol = {
  id: "grafana-live",
  about: "Grafana pushes dashboard changes and log lines to the page.",
  reference: {
    text: "Grafana: set up Grafana Live",
    url: "https://grafana.com/docs/grafana/latest/setup-grafana/set-up-grafana-live/",
  },
  recognize(seen) {
    if (!seen.path.endsWith("/api/live/ws")) return null;
    return { name: "Grafana Live (likely)", evidence: ["path ending in /api/live/ws"] };
  },
  heartbeat: () => null,
};
