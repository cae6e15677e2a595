import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Reserved. */
export const reserved: CloseCode = {
  id: "1004",
  code: 1004,
  name: "Reserved",
  reference: rfc(6455, "7.4.1"),
  meaning: "This number is reserved and has no meaning: nothing should send it.",
  fault: true,
};
