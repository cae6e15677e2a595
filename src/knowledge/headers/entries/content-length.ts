import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";

export const contentLengthHeader: HeaderKnowledge = {
  id: "content-length",
  name: "Content-Length",
  reference: rfc(9110, "8.6"),
  meaning: () => "The length of the body in bytes.",
  /** Accepted by Chromium on a 101 (docs/chromium.md#accepted-oddities). */
  value: (_value, side, upgrade) =>
    side === "response" && upgrade.response?.status === 101
      ? ["A `101` has no body, and must not have this header. Chromium accepts it anyway."]
      : [],
};
