import type { Application } from "../application.ts";

/** Its editor's socket; it compares `Origin` with the host that its proxy names. */
export const n8n: Application = {
  id: "n8n",
  name: "n8n",
  reference: {
    text: "n8n: deployment environment variables",
    url: "https://docs.n8n.io/hosting/configuration/environment-variables/deployment/",
  },
  protocols: ["n8n"],
  isGeneral: false,
  settings: {
    "allow-origin": () =>
      [
        "# in front of n8n, here for nginx: the host as the browser sent it",
        "proxy_set_header Host $http_host;",
        "proxy_set_header X-Forwarded-Host $http_host;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "",
        "# n8n: how many proxies are in front of it",
        "N8N_PROXY_HOPS=1",
      ].join("\n"),
  },
};
