import { netErrors } from "../../reference.ts";
import { endpoint, netCode, supported } from "../case.ts";
import { wrongHost } from "../causes/address.ts";
import { firewallDrops } from "../causes/network.ts";
import { serverRestart } from "../causes/server.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

/** No response to the attempt to connect. */
export const connectionTimedOut: Diagnosis = {
  id: "connection-timed-out",
  stage: "connecting",
  reference: netErrors,
  applies: (seen) => netCode(seen) === "ERR_CONNECTION_TIMED_OUT",
  summary: (seen) => `No connection to ${endpoint(seen)} could be made in time; no request was sent.`,
  brief: () => "no connection in time",
  causes: (seen) =>
    supported(firewallDrops(seen, isOddPort(seen) ? "likely" : "possible"), wrongHost(seen), serverRestart(seen)),
};

function isOddPort({ address }: Case): boolean {
  return address !== null && address.port !== 80 && address.port !== 443;
}
