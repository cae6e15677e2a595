import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Normal Closure. */
export const normalClosure: CloseCode = {
  id: "1000",
  code: 1000,
  name: "Normal Closure",
  reference: rfc(6455, "7.4.1"),
  meaning: "The connection ended on purpose: its work was done.",
  fault: false,
};
