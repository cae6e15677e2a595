import { closeCodeRegistry } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Forbidden. */
export const forbidden: CloseCode = {
  id: "3003",
  code: 3003,
  name: "Forbidden",
  reference: closeCodeRegistry,
  meaning: "The server knows who is connecting and does not allow it.",
  fault: true,
};
