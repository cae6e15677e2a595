import { statusName } from "../../http-status.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import { askedPath, responseHeader, speaks, statusOf, supported } from "../case.ts";
import { endpointGone, pathChanged, unknownPath, wrongPath } from "../causes/address.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { upgradeNotForwarded } from "../causes/forwarding.ts";
import { transportSwitchedOff } from "../causes/guard.ts";
import { ngrokCauses } from "../causes/ngrok.ts";
import { originRejected } from "../causes/origin.ts";
import { stickySessionsMissing } from "../causes/sessions.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

/** 404 or 410 (RFC 9110 §15.5.11). */
export const notFound: Diagnosis = {
  id: "not-found",
  stage: "response-status",
  reference: rfc(9110, "15.5.5"),
  applies: (seen) => [404, 410].includes(statusOf(seen) ?? 0),
  summary: (seen) => {
    const path = askedPath(seen);
    return `The response was ${statusName(statusOf(seen) ?? 404)}${path === null ? "" : ` for ${code(path)}`}.`;
  },
  brief: (seen) => statusName(statusOf(seen) ?? 404),
  causes: (seen) =>
    supported(
      pathChanged(seen),
      ...causesByProduct(seen),
      ...ngrokCauses(seen),
      stickySessionsMissing(seen),
      // A handler that gets the request without the two headers knows of nothing that was removed.
      statusOf(seen) === 410 ? null : upgradeNotForwarded(seen),
      endpointGone(seen),
      statusOf(seen) !== 410 && pathChanged(seen) === null
        ? wrongPath(seen, isPathProven(seen) ? "possible" : "likely")
        : null,
      statusOf(seen) === 410 ? null : unknownPath(seen, "likely"),
      speaks(seen, "sockjs") ? transportSwitchedOff(seen) : null,
      speaks(seen, "action-cable") ? originRejected(seen) : null,
    ),
};

/** A session in the URL came from an earlier request to the same path; uvicorn responds with 403, not 404, to a WebSocket of an unknown path. */
function isPathProven(seen: Case): boolean {
  return (
    stickySessionsMissing(seen)?.likelihood === "likely" || /^uvicorn\b/.test(responseHeader(seen, "Server") ?? "")
  );
}
