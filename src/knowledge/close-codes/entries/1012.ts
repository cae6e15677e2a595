import { closeCodeRegistry } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Service Restart. */
export const serviceRestart: CloseCode = {
  id: "1012",
  code: 1012,
  name: "Service Restart",
  reference: closeCodeRegistry,
  meaning: "The service is restarting.",
  fault: false,
};
