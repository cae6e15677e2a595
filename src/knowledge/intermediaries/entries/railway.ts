import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized, serverMark } from "../marks.ts";

export const railway: Intermediary = {
  id: "railway",
  name: "Railway",
  reference: {
    text: "Railway: public networking specifications",
    url: "https://docs.railway.com/networking/public-networking/specs-and-limits",
  },
  behavior: "Railway forwards WebSockets by default, over HTTP/1.1.",
  recognize: (headers) =>
    recognized(
      ["likely", serverMark(headers, "railway-edge")],
      ["likely", serverMark(headers, "railway-hikari")],
      ["likely", headerMark(headers, "x-railway-edge")],
    ),
  ownHosts: /\.up\.railway\.app$/,
  timeouts: [],
  snippets: {},
};
