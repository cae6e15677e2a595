import type { Protocol } from "../protocol.ts";

/** n8n's editor; the name that its page gives itself in the query is never quoted. */
export const n8n: Protocol = {
  id: "n8n",
  about: "The editor of n8n learns how its workflows run.",
  reference: {
    text: "n8n: deployment environment variables",
    url: "https://docs.n8n.io/hosting/configuration/environment-variables/deployment/",
  },
  recognize(seen) {
    const name = ["pushRef", "sessionId"].find((one) => seen.query.has(one));
    if (!seen.path.endsWith("/rest/push") || name === undefined) return null;
    return { name: "n8n editor (likely)", evidence: ["path ending in /rest/push", `query ${name}=…`] };
  },
  heartbeat: () => null,
};
