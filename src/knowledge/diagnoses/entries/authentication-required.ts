import { rfc } from "../../reference.ts";
import { asker } from "../asker.ts";
import { founded, statusOf } from "../case.ts";
import { loginRequired } from "../causes/credentials.ts";
import { corporateProxy } from "../causes/network.ts";
import { originNotVerified } from "../causes/origin.ts";
import type { Diagnosis } from "../diagnosis.ts";

const WHY = "A 407 is the response of a proxy that only lets authenticated users through (RFC 9110 §15.5.8).";

/** 401, or 407 of a proxy (RFC 9110 §15.5.8). Chromium has words of its own for each. */
export const authenticationRequired: Diagnosis = {
  id: "authentication-required",
  stage: "answered-status",
  reference: rfc(9110, "15.5.2"),
  applies: (seen) => [401, 407].includes(statusOf(seen) ?? 0),
  summary: (seen) =>
    statusOf(seen) === 401
      ? `The response was 401 Unauthorized: ${asker(seen.upgrade)} had no credentials that the server accepted.`
      : "The response was 407: a proxy asked for credentials, and none were accepted.",
  brief: (seen) => (statusOf(seen) === 401 ? "no accepted credentials (401)" : "the proxy asks for credentials (407)"),
  causes: (seen) =>
    statusOf(seen) === 401
      ? founded(loginRequired(seen, "likely"), originNotVerified(seen))
      : [corporateProxy(seen, "likely", "A proxy along the way may require a login", WHY)],
};
