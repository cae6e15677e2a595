import type { Intermediary } from "../intermediary.ts";

export const githubCodespaces: Intermediary = {
  id: "github-codespaces",
  name: "GitHub Codespaces",
  reference: {
    text: "GitHub: forwarding ports in your codespace",
    url: "https://docs.github.com/en/codespaces/developing-in-a-codespace/forwarding-ports-in-your-codespace",
  },
  behavior: "GitHub Codespaces forwards WebSockets; a private port responds only to a browser that is signed in.",
  recognize: () => null,
  ownHosts: /\.app\.github\.dev$|\.devtunnels\.ms$/,
  timeouts: [],
  snippets: {},
};
