import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const acceptLanguageHeader: HeaderKnowledge = {
  id: "accept-language",
  name: "Accept-Language",
  reference: rfc(9110, "12.5.4"),
  meaning: onlyIn("request", "The languages that the user prefers."),
};
