import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Policy Violation. */
export const policyViolation: CloseCode = {
  id: "1008",
  code: 1008,
  name: "Policy Violation",
  reference: rfc(6455, "7.4.1"),
  meaning: "A message broke a rule of the side that closed; servers use it for missing permission as well.",
  fault: true,
};
