import { closeCodeRegistry } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Try Again Later. */
export const tryAgainLater: CloseCode = {
  id: "1013",
  code: 1013,
  name: "Try Again Later",
  reference: closeCodeRegistry,
  meaning: "The service has too much to do at the moment; the client should try again later.",
  fault: true,
};
