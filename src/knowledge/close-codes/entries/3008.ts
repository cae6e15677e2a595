import { closeCodeRegistry } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Timeout. */
export const timeout: CloseCode = {
  id: "3008",
  code: 3008,
  name: "Timeout",
  reference: closeCodeRegistry,
  meaning: "Something that was waited for did not come in time.",
  fault: true,
};
