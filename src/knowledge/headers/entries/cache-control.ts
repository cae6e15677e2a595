import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";

export const cacheControlHeader: HeaderKnowledge = {
  id: "cache-control",
  name: "Cache-Control",
  reference: rfc(9111, "5.2"),
  meaning: (side) =>
    side === "request"
      ? "Rules for caches on the way. With `no-cache` the browser wants no stored response unless the server confirms it."
      : "Rules for caches on the way.",
  value: (_value, side, upgrade) =>
    side === "response" && upgrade.response?.status === 101
      ? ["A `101` must never be stored by a cache, whatever this says (RFC 9111 §3)."]
      : [],
};
