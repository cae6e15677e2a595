import { netErrors } from "../../reference.ts";
import { code } from "../../text.ts";
import { Asker } from "../asker.ts";
import { netCode, supported } from "../case.ts";
import { splitHorizon, wrongHost } from "../causes/address.ts";
import { networkChanged, offline } from "../causes/network.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

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
    isOption(seen)
      ? [optionAsHost(seen)]
      : isPageHost(seen)
        ? [offline(seen, "possible"), networkChanged(seen, "possible")]
        : supported(wrongHost(seen), splitHorizon(seen)),
};

/** No name begins with a hyphen (RFC 1123 §2.1); options do. */
function isOption({ upgrade, address }: Case): boolean {
  return upgrade.client !== undefined && address?.host.startsWith("-") === true;
}

function optionAsHost(seen: Case): Cause {
  const { upgrade } = seen;
  const host = code(seen.address?.host ?? "");
  return {
    id: "wrong-host",
    likelihood: "certain",
    title: `${Asker(upgrade)} took the option ${host} for the address`,
    why: "No host name begins with a hyphen. Either the option before it takes the address as its next word, or the address has no such option before it.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Put the address directly after the option that takes it, and other options before or after both.",
      snippets:
        upgrade.client === "wscat" ? [{ for: "wscat", code: "wscat --no-color --connect wss://HOST/PATH" }] : [],
    },
  };
}

/** The page came from the same host: its name was known a moment ago. */
function isPageHost({ address, page }: Case): boolean {
  return address !== null && page !== null && page.scheme !== "other" && page.host === address.host;
}
