import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const userAgentHeader: HeaderKnowledge = {
  id: "user-agent",
  name: "User-Agent",
  reference: rfc(9110, "10.1.5"),
  meaning: onlyIn("request", "The browser or program that sent the request."),
};
