import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const pragmaHeader: HeaderKnowledge = {
  id: "pragma",
  name: "Pragma",
  reference: rfc(9111, "5.4"),
  meaning: onlyIn(
    "request",
    "An old form of `Cache-Control`. With `no-cache` the browser does not accept a stored response unless the server confirms it.",
  ),
};
