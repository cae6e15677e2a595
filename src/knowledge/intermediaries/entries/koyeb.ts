import type { Intermediary } from "../intermediary.ts";

export const koyeb: Intermediary = {
  id: "koyeb",
  name: "Koyeb",
  reference: { text: "Koyeb: documentation", url: "https://www.koyeb.com/docs" },
  behavior: "Koyeb puts its own load balancer in front of every web service.",
  recognize: () => null,
  ownHosts: /\.koyeb\.app$/,
  timeouts: [],
  snippets: {},
};
