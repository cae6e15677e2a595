import type { Intermediary } from "../intermediary.ts";

export const gitpod: Intermediary = {
  id: "gitpod",
  name: "Gitpod",
  reference: { text: "Gitpod: documentation", url: "https://www.gitpod.io/docs" },
  behavior: "Gitpod forwards WebSockets; a private port responds only to a browser that is signed in.",
  recognize: () => null,
  ownHosts: /\.gitpod\.io$/,
  timeouts: [],
  snippets: {},
};
