import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized } from "../marks.ts";

export const digitaloceanAppPlatform: Intermediary = {
  id: "digitalocean-app-platform",
  name: "DigitalOcean App Platform",
  reference: { text: "DigitalOcean: App Platform", url: "https://docs.digitalocean.com/products/app-platform/" },
  behavior: "DigitalOcean App Platform forwards WebSockets by default.",
  recognize: (headers) =>
    recognized(["likely", headerMark(headers, "x-do-app-origin")], ["likely", headerMark(headers, "x-do-orig-status")]),
  ownHosts: /\.ondigitalocean\.app$/,
  timeouts: [],
  snippets: {},
};
