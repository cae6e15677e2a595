import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Protocol error. */
export const protocolError: CloseCode = {
  id: "1002",
  code: 1002,
  name: "Protocol error",
  reference: rfc(6455, "7.4.1"),
  meaning: "One side broke a rule of the WebSocket protocol, so the other ended the connection.",
  fault: true,
};
