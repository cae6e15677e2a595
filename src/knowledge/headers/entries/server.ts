import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const serverHeader: HeaderKnowledge = {
  id: "server",
  name: "Server",
  reference: rfc(9110, "10.2.4"),
  meaning: onlyIn(
    "response",
    "The software that sent the response, as it identifies itself: the application's server, or a proxy in front of it.",
  ),
};
