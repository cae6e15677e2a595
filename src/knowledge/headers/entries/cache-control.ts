import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";

export const cacheControlHeader: HeaderKnowledge = {
  id: "cache-control",
  name: "Cache-Control",
  reference: rfc(9111, "5.2"),
  meaning: (side) =>
    side === "request"
      ? "Rules for caches along the way. With `no-cache` the browser does not accept a stored response unless the server confirms it."
      : "Rules for caches along the way.",
  value: (_value, side, upgrade) =>
    side === "response" && upgrade.response?.status === 101
      ? ["A cache must never store a `101`, whatever this says (RFC 9111 §3)."]
      : [],
};
