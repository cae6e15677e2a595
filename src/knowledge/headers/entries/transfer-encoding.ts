import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";

export const transferEncodingHeader: HeaderKnowledge = {
  id: "transfer-encoding",
  name: "Transfer-Encoding",
  reference: rfc(9112, "6.1"),
  meaning: () => "How the body is split into pieces for transfer.",
  /** Accepted by Chromium on a 101 (docs/chromium.md#accepted-oddities). */
  value: (_value, side, upgrade) =>
    side === "response" && upgrade.response?.status === 101
      ? ["A `101` has no body, and must not have this header. Chromium accepts it anyway."]
      : [],
};
