import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** No Status Rcvd. */
export const noStatus: CloseCode = {
  id: "1005",
  code: 1005,
  name: "No Status Rcvd",
  reference: rfc(6455, "7.4.1"),
  meaning:
    "The other side closed the connection in order but gave no code. The browser fills in this number; it is never sent.",
  fault: false,
};
