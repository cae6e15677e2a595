import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Invalid frame payload data. */
export const invalidPayload: CloseCode = {
  id: "1007",
  code: 1007,
  name: "Invalid frame payload data",
  reference: rfc(6455, "7.4.1"),
  meaning: "One side got a message whose content does not fit its type, for instance text that is not valid UTF-8.",
  fault: true,
};
