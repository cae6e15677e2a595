import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";

export const dateHeader: HeaderKnowledge = {
  id: "date",
  name: "Date",
  reference: rfc(9110, "6.6.1"),
  meaning: (side) => `When the ${side === "request" ? "request" : "response"} was made, by the sender's clock, in GMT.`,
};
