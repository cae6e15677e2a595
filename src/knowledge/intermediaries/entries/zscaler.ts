import type { Intermediary } from "../intermediary.ts";
import { recognized, serverMark } from "../marks.ts";

/** Only seen on its own block pages; where it lets traffic through it leaves no header at all. */
export const zscaler: Intermediary = {
  id: "zscaler",
  name: "Zscaler",
  reference: { text: "Zscaler help", url: "https://help.zscaler.com/" },
  behavior:
    "Zscaler filters the traffic of an organization's own computers; users report that inspection can break WebSockets where plain HTTPS works.",
  recognize: (headers) => recognized(["likely", serverMark(headers, "Zscaler")]),
  timeouts: [],
  snippets: {},
};
