import { rfc } from "../../reference.ts";
import { responseHeader, statusOf, supported } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { websocketsDisabled } from "../causes/guard.ts";
import { rateLimited, reconnectLoop } from "../causes/load.ts";
import { serverRestart, upstreamDown } from "../causes/server.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";

/** 503: for now the request cannot be served. */
export const serviceUnavailable: Diagnosis = {
  id: "service-unavailable",
  stage: "response-status",
  reference: rfc(9110, "15.6.4"),
  applies: (seen) => statusOf(seen) === 503,
  summary: () => "The response was 503 Service Unavailable: the request could not be served at that moment.",
  brief: () => "503 Service Unavailable",
  causes: (seen) =>
    supported(
      ...causesByProduct(seen),
      websocketsDisabled(seen, "iis", "azure-app-service"),
      serverRestart(seen),
      reconnectLoop(seen),
      ...(responseHeader(seen, "Retry-After") === null
        ? [down(seen), rateLimited(seen, "possible")]
        : [rateLimited(seen, "possible"), down(seen)]),
    ),
};

/** What a recognized product's own row says already is not said again. */
function down(seen: Case): Cause | null {
  return causesByProduct(seen).some(({ id }) => id === "upstream-down") ? null : upstreamDown(seen, "possible");
}
