import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Abnormal Closure. */
export const abnormalClosure: CloseCode = {
  id: "1006",
  code: 1006,
  name: "Abnormal Closure",
  reference: rfc(6455, "7.4.1"),
  meaning:
    "The connection ended without a closing message: it was cut, or it never opened. The browser fills in this number; it is never sent.",
  fault: true,
};
