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
    "Netlify is reported by users not to pass WebSockets on, neither to functions nor through proxy rewrites; another host for the socket is the usual way round.",
  recognize: (headers) =>
    recognized(["likely", serverMark(headers, "Netlify")], ["likely", headerMark(headers, "x-nf-request-id")]),
  timeouts: [],
  snippets: {},
};
