import { netErrors } from "../../reference.ts";
import { netCode } from "../case.ts";
import { machineSlept, networkChanged, offline } from "../causes/network.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";

const UNREACHABLE: ReadonlyMap<string, string> = new Map([
  ["ERR_INTERNET_DISCONNECTED", "The browser had no network connection."],
  ["ERR_ADDRESS_UNREACHABLE", "No route to the server's address was found."],
  ["ERR_NETWORK_CHANGED", "The network changed while the connection was being set up."],
  ["ERR_NETWORK_ACCESS_DENIED", "The operating system did not let the browser connect."],
  ["ERR_NETWORK_IO_SUSPENDED", "The browser's network was stopped, as happens when a computer goes to sleep."],
]);

/** This computer's own network was missing or changed. */
export const networkUnreachable: Diagnosis = {
  id: "network-unreachable",
  stage: "connecting",
  reference: netErrors,
  applies: (seen) => UNREACHABLE.has(netCode(seen) ?? ""),
  summary: (seen) => UNREACHABLE.get(netCode(seen) ?? "") ?? "The network could not be reached.",
  brief: () => "the network could not be reached",
  causes: (seen) => [cause(seen)],
};

function cause(seen: Case): Cause {
  switch (netCode(seen)) {
    case "ERR_INTERNET_DISCONNECTED":
      return offline(seen, "likely");
    case "ERR_NETWORK_CHANGED":
      return networkChanged(seen, "certain");
    case "ERR_NETWORK_IO_SUSPENDED":
      return machineSlept(seen);
    case "ERR_NETWORK_ACCESS_DENIED":
      return localFirewall(seen);
    default:
      return noRoute(seen);
  }
}

function localFirewall(seen: Case): Cause {
  return {
    id: "firewall-drops",
    likelihood: "likely",
    title: "A firewall on this computer may keep the browser from connecting",
    why: "The browser was denied access to the network; security software on the computer can do that.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: { text: "Allow the browser, or this host, in the computer's firewall.", snippets: [] },
  };
}

function noRoute(seen: Case): Cause {
  return {
    id: "vpn-change",
    likelihood: "possible",
    title: "The address may belong to a network that is not connected right now",
    why: "Private addresses can be reached only from their own network or through its VPN, and IPv6 addresses only where IPv6 works.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: { text: "Connect to that network or VPN, and try again.", snippets: [] },
  };
}
