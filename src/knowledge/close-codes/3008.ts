import type { CloseCode } from "../close-code.ts";
import { closeCodeRegistry } from "../iana.ts";

/** Timeout. */
export const timeout: CloseCode = {
  id: "3008",
  code: 3008,
  name: "Timeout",
  reference: closeCodeRegistry,
  meaning: "Something that was waited for did not come in time.",
  fault: true,
};
