import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognised, serverMark } from "../marks.ts";

export const netlify: Intermediary = {
  id: "netlify",
  name: "Netlify",
  reference: {
    text: "Netlify: rewrites and proxies",
    url: "https://docs.netlify.com/routing/redirects/rewrites-proxies/",
  },
  behaviour:
    "Netlify is reported by users not to pass WebSockets on, neither to functions nor through proxy rewrites; another host for the socket is the usual way round.",
  recognise: (headers) =>
    recognised(["likely", serverMark(headers, "Netlify")], ["likely", headerMark(headers, "x-nf-request-id")]),
  timeouts: [],
  snippets: {},
};
