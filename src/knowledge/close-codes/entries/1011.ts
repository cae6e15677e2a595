import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Internal Error. */
export const internalError: CloseCode = {
  id: "1011",
  code: 1011,
  name: "Internal Error",
  reference: rfc(6455, "7.4.1"),
  meaning: "The server met a condition that it did not expect and could not go on.",
  fault: true,
};
