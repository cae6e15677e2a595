import { rfc } from "../../reference.ts";
import { Asker } from "../asker.ts";
import { endpoint, errorName, netCode, supported } from "../case.ts";
import { causeByCode, untrustedIssuer } from "../causes/certificate.ts";
import type { Diagnosis } from "../diagnosis.ts";

const CERTIFICATE =
  /^ERR_(CERT_|CERTIFICATE_TRANSPARENCY_REQUIRED$|SSL_PINNED_KEY_NOT_IN_CERT_CHAIN$|INSECURE_RESPONSE$)/;

/** TLS works, and the browser does not accept the server's certificate. */
export const certificateInvalid: Diagnosis = {
  id: "certificate-invalid",
  stage: "connecting",
  reference: rfc(9110, "4.3.4"),
  applies: (seen) => CERTIFICATE.test(netCode(seen) ?? ""),
  summary: (seen) => `${Asker(seen.upgrade)} did not accept the certificate of ${endpoint(seen)}${errorName(seen)}.`,
  brief: () => "the certificate was not accepted",
  causes: (seen) => supported(causeByCode(seen), ...untrustedIssuer(seen)),
};
