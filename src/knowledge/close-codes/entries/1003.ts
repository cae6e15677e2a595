import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Unsupported Data. */
export const unsupportedData: CloseCode = {
  id: "1003",
  code: 1003,
  name: "Unsupported Data",
  reference: rfc(6455, "7.4.1"),
  meaning: "One side got a kind of data that it does not accept, for instance binary instead of text.",
  fault: true,
};
