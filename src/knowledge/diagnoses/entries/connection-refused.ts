import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { netErrors } from "../../reference.ts";
import { endpoint, netCode, speaks, supported } from "../case.ts";
import { developmentPort, localhostFromOutside, otherPort } from "../causes/address.ts";
import { serverRestart } from "../causes/server.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";
import { viteHmr } from "../fixes.ts";

/** The address answered that nobody listens on the port (TCP reset of the first packet). */
export const connectionRefused: Diagnosis = {
  id: "connection-refused",
  stage: "connecting",
  reference: netErrors,
  applies: (seen) => netCode(seen) === "ERR_CONNECTION_REFUSED",
  summary: (seen) => `The connection to ${endpoint(seen)} was refused.`,
  brief: () => "connection refused",
  causes: (seen) =>
    supported(
      developmentPort(seen),
      vite(seen),
      localhostFromOutside(seen),
      serverRestart(seen),
      onlyIpv4(seen),
      nothingListens(seen),
      otherPort(seen),
    ),
};

/** Node.js takes the first address that the system has for `localhost`, which since version 17 may be `::1` (nodejs/node, pull 39987). */
function onlyIpv4(seen: Case): Cause | null {
  const { address, upgrade } = seen;
  if (address?.host !== "::1" || upgrade.client === undefined) return null;
  return {
    id: "localhost-is-ipv6",
    likelihood: "likely",
    title: "`localhost` was taken for `::1`, and the server may listen on `127.0.0.1` only",
    why: "The name stands for both addresses. Node.js tries the one that the system names first since version 17, and many servers listen on IPv4 alone.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Write `127.0.0.1` instead of `localhost` in the client's URL, or make the server listen on `::` as well. If nothing listens on either, start the server.",
      snippets: [],
    },
  };
}

function nothingListens(seen: Case): Cause {
  const local = seen.address !== null && isPrivateHost(seen.address.host);
  return {
    id: "upstream-down",
    likelihood: "likely",
    title: "There may be no program listening there",
    why: "The address was reached and rejected the connection at once: no program accepts connections on that port, or a firewall rejects them.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: local
        ? "Start the server, and check its port. In a container, make it listen on `0.0.0.0`, not `127.0.0.1`, and publish the port."
        : `Start the server and check its port${seen.address?.port === 443 ? "." : ", or connect through the proxy's port, usually 443."}`,
      snippets: [],
    },
  };
}

/** Vite's client dials the development port itself when the page came through a proxy. */
function vite(seen: Case): Cause | null {
  if (!speaks(seen, "vite-hmr")) return null;
  return {
    id: "wrong-port",
    likelihood: "possible",
    title: "Vite's client may connect to the development port, bypassing the proxy",
    why: "Vite's client for hot updates connects to the development server's port unless another one is configured.",
    evidence: [...(seen.protocol?.evidence ?? []), saidEvidence(seen), ...addressEvidence(seen)],
    fix: { text: "Tell Vite where browsers can reach its socket.", snippets: [viteHmr(seen)] },
  };
}
