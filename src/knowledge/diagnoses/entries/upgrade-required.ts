import { rfc } from "../../reference.ts";
import { visibleText } from "../../text.ts";
import { asker } from "../asker.ts";
import { isHttp2, requestHeader, responseHeader, statusOf, supported } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { upgradeNotForwarded } from "../causes/forwarding.ts";
import { h2WithoutExtendedConnect } from "../causes/http2.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { requestEvidence, saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** 426: the server sees a request without an upgrade, or another version of one. */
export const upgradeRequired: Diagnosis = {
  id: "upgrade-required",
  stage: "response-status",
  reference: rfc(9110, "15.5.22"),
  applies: (seen) => statusOf(seen) === 426,
  summary: (seen) =>
    requestHeader(seen, "Upgrade") === null || isHttp2(seen)
      ? "The response was 426 Upgrade Required."
      : `The response was 426 Upgrade Required, although ${asker(seen.upgrade)} did ask for an upgrade.`,
  brief: () => "426 Upgrade Required",
  causes: (seen) =>
    supported(
      ...causesByProduct(seen),
      upgradeNotForwarded(seen),
      h2WithoutExtendedConnect(seen, "possible"),
      versionRefused(seen),
    ),
};

/** Supported by the list that such a response must have (RFC 6455 §4.4), or by another version in the request. */
function versionRefused(seen: Case): Cause | null {
  const versions = responseHeader(seen, "Sec-WebSocket-Version");
  const asked = requestHeader(seen, "Sec-WebSocket-Version");
  const isSeen = seen.upgrade.response !== null;
  if (isSeen && versions === null && (asked === null || asked.trim() === "13")) return null;
  return {
    id: "version-refused",
    likelihood: "possible",
    title: "The server may not know this version of the protocol",
    why: "A server that does not support the requested version may respond with 426 (RFC 6455 §4.2.2); browsers ask for version 13.",
    evidence: [
      ...requestEvidence(seen, "Sec-WebSocket-Version"),
      ...(versions === null ? [] : [`response header Sec-WebSocket-Version: ${visibleText(versions)}`]),
      saidEvidence(seen),
    ],
    fix: { text: "Update the WebSocket library on the server to one that follows RFC 6455.", snippets: [curl(seen)] },
  };
}
