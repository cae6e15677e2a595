import { netErrors } from "../../reference.ts";
import { code } from "../../text.ts";
import { founded, netCode } from "../case.ts";
import { splitHorizon, wrongHost } from "../causes/address.ts";
import { networkChanged, offline } from "../causes/network.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

/** DNS knows no address for the host. */
export const nameNotResolved: Diagnosis = {
  id: "name-not-resolved",
  stage: "connecting",
  reference: netErrors,
  applies: (seen) => ["ERR_NAME_NOT_RESOLVED", "ERR_NAME_RESOLUTION_FAILED"].includes(netCode(seen) ?? ""),
  summary: ({ address }) =>
    `The name ${address === null ? "of the host" : code(address.host)} could not be resolved to an address.`,
  brief: () => "the host name could not be resolved",
  causes: (seen) =>
    isPageHost(seen)
      ? [offline(seen, "possible"), networkChanged(seen, "possible")]
      : founded(wrongHost(seen), splitHorizon(seen)),
};

/** The page came from the same host: its name was known a moment ago. */
function isPageHost({ address, page }: Case): boolean {
  return address !== null && page !== null && page.scheme !== "other" && page.host === address.host;
}
