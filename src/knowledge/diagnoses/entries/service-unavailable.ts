import { rfc } from "../../reference.ts";
import { statusOf, supported } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { websocketsDisabled } from "../causes/guard.ts";
import { rateLimited, reconnectLoop } from "../causes/load.ts";
import { serverRestart, upstreamDown } from "../causes/server.ts";
import type { Diagnosis } from "../diagnosis.ts";

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
      rateLimited(seen, "possible"),
      upstreamDown(seen, "possible"),
    ),
};
