import { closeCodeRegistry } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Unauthorized. */
export const unauthorized: CloseCode = {
  id: "3000",
  code: 3000,
  name: "Unauthorized",
  reference: closeCodeRegistry,
  meaning: "The server wants to know first who is connecting: no login was given, or it was not accepted.",
  fault: true,
};
