import type { Intermediary } from "../intermediary.ts";

export const gitpod: Intermediary = {
  id: "gitpod",
  name: "Gitpod",
  reference: { text: "Gitpod: documentation", url: "https://www.gitpod.io/docs" },
  behaviour: "Gitpod passes WebSockets on; a port that is private answers only to a browser that is signed in.",
  recognise: () => null,
  ownHosts: /\.gitpod\.io$/,
  timeouts: [],
  snippets: {},
};
