import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Going Away. */
export const goingAway: CloseCode = {
  id: "1001",
  code: 1001,
  name: "Going Away",
  reference: rfc(6455, "7.4.1"),
  meaning: "One side is leaving: a server shuts down, or the page was left.",
  fault: false,
};
