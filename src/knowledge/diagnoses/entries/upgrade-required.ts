import { rfc } from "../../reference.ts";
import { asker } from "../asker.ts";
import { isHttp2, requestHeader, statusOf, supported } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { upgradeNotForwarded } from "../causes/forwarding.ts";
import { h2WithoutExtendedConnect } from "../causes/http2.ts";
import { versionRefused } from "../causes/version.ts";
import type { Diagnosis } from "../diagnosis.ts";

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
      versionRefused(seen, true),
    ),
};
