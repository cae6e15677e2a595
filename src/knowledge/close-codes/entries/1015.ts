import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** TLS handshake. */
export const tlsHandshake: CloseCode = {
  id: "1015",
  code: 1015,
  name: "TLS handshake",
  reference: rfc(6455, "7.4.1"),
  meaning:
    "The encrypted connection (TLS) could not be set up, for instance because of the certificate. The browser fills in this number; it is never sent.",
  fault: true,
};
