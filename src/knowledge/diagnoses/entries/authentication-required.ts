import { rfc } from "../../reference.ts";
import { asker } from "../asker.ts";
import { statusOf, supported } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { loginRequired } from "../causes/credentials.ts";
import { corporateProxy } from "../causes/network.ts";
import { originNotVerified } from "../causes/origin.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

const WHY = "A 407 is the response of a proxy that only lets authenticated users through (RFC 9110 §15.5.8).";

/** What a product says in its own words leaves nothing to suppose beside it. */
function unauthorized(seen: Case): readonly Cause[] {
  const known = causesByProduct(seen);
  const isReported = known.some(({ likelihood }) => likelihood === "certain");
  return isReported
    ? known
    : supported(
        ...known,
        safariWithoutPassword(seen),
        known.length > 0 ? null : loginRequired(seen, "likely"),
        originNotVerified(seen),
      );
}

/** Safari does not send the password of the page with a WebSocket: reported for instance in linux-dash's issue 406. */
function safariWithoutPassword(seen: Case): Cause | null {
  if (seen.upgrade.client !== "Safari") return null;
  return {
    id: "basic-login-not-sent",
    likelihood: "likely",
    title: "Safari may not send the page's password with a WebSocket",
    why: "Where a page is protected by HTTP authentication (Basic), Safari is reported not to send what the user typed in with the handshake of a WebSocket, where Chrome does.",
    evidence: ["the message has Safari's form", saidEvidence(seen)],
    fix: {
      text: "Exempt the socket's path from the password, and check a same-site cookie or a short-lived token there instead.",
      snippets: [],
    },
  };
}

/** 401, or 407 of a proxy (RFC 9110 §15.5.8). Chromium has words of its own for each. */
export const authenticationRequired: Diagnosis = {
  id: "authentication-required",
  stage: "response-status",
  reference: rfc(9110, "15.5.2"),
  applies: (seen) => [401, 407].includes(statusOf(seen) ?? 0),
  summary: (seen) =>
    statusOf(seen) === 401
      ? `The response was 401 Unauthorized: ${asker(seen.upgrade)} had no credentials that the server accepted.`
      : "The response was 407: a proxy asked for credentials, and none were accepted.",
  brief: (seen) => (statusOf(seen) === 401 ? "no accepted credentials (401)" : "the proxy asks for credentials (407)"),
  causes: (seen) =>
    statusOf(seen) === 401
      ? unauthorized(seen)
      : [corporateProxy(seen, "likely", "A proxy along the way may require a login", WHY)],
};
