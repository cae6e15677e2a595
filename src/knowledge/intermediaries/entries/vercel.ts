import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized, serverMark } from "../marks.ts";

/** How long a function may run depends on the plan: no time-out is given here. */
export const vercel: Intermediary = {
  id: "vercel",
  name: "Vercel",
  reference: { text: "Vercel: WebSockets in Functions", url: "https://vercel.com/docs/functions/websockets" },
  behavior:
    "Vercel serves WebSockets from its Functions (a public beta in 2026); a connection stays with one instance of the function.",
  recognize: (headers) =>
    recognized(["likely", serverMark(headers, "Vercel")], ["likely", headerMark(headers, "x-vercel-id")]),
  timeouts: [],
  snippets: {},
};
