import type { Intermediary } from "../intermediary.ts";

export const tailscale: Intermediary = {
  id: "tailscale",
  name: "Tailscale Serve or Funnel",
  reference: { text: "Tailscale: Funnel", url: "https://tailscale.com/kb/1223/funnel" },
  behavior: "Tailscale Serve and Funnel are a reverse proxy in front of a program on the machine itself.",
  recognize: () => null,
  ownHosts: /\.ts\.net$/,
  timeouts: [],
  snippets: {},
};
