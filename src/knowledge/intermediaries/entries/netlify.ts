import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized, serverMark } from "../marks.ts";

export const netlify: Intermediary = {
  id: "netlify",
  name: "Netlify",
  reference: {
    text: "Netlify: rewrites and proxies",
    url: "https://docs.netlify.com/routing/redirects/rewrites-proxies/",
  },
  behavior:
    "Users report that Netlify forwards WebSockets neither to functions nor through proxy rewrites; the usual workaround is another host for the socket.",
  recognize: (headers) =>
    recognized(["likely", serverMark(headers, "Netlify")], ["likely", headerMark(headers, "x-nf-request-id")]),
  timeouts: [],
  snippets: {},
};
