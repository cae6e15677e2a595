import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Mandatory Ext.. */
export const mandatoryExtension: CloseCode = {
  id: "1010",
  code: 1010,
  name: "Mandatory Ext.",
  reference: rfc(6455, "7.4.1"),
  meaning: "The client needs an extension that the server did not agree to.",
  fault: true,
};
