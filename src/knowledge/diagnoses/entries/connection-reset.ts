import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { netErrors } from "../../reference.ts";
import { netCode, supported } from "../case.ts";
import { portOfOther } from "../causes/address.ts";
import { upgradeAloneFails } from "../causes/forwarding.ts";
import { corporateProxy, safariLost } from "../causes/network.ts";
import { serverRestart } from "../causes/server.ts";

import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence, sentEvidence, timingEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** The TCP connection was cut before there was a whole response. */
export const connectionReset: Diagnosis = {
  id: "connection-reset",
  stage: "response-transport",
  reference: netErrors,
  applies: (seen) => ["ERR_CONNECTION_RESET", "ERR_CONNECTION_CLOSED"].includes(netCode(seen) ?? ""),
  summary: (seen) => SUMMARIES[phaseOf(seen)],
  brief: (seen) => (phaseOf(seen) === "unknown" ? "The connection was cut" : "cut before a response came"),
  causes: (seen) =>
    supported(
      portOfOther(seen),
      serverRestart(seen),
      upgradeAloneFails(seen, "likely"),
      safariLost(seen),
      inspected(seen),
      crashed(seen),
    ),
};

const SUMMARIES = {
  connecting: "The connection was cut before the handshake request could be sent.",
  handshake: "The connection was cut after the request was sent, before a complete response came.",
  unknown: "The connection was cut. The message does not say whether the request had been sent by then.",
} as const;

function phaseOf({ failure }: Case): keyof typeof SUMMARIES {
  const phase = failure.kind === "net" ? failure.phase : "unknown";
  return phase === "http2-stream" ? "handshake" : phase;
}

function inspected(seen: Case): Cause | null {
  if (seen.address !== null && isPrivateHost(seen.address.host)) return null;
  return corporateProxy(
    seen,
    "possible",
    "A proxy or firewall along the way may cut such connections",
    phaseOf(seen) === "connecting"
      ? "Some of them cut connections to hosts or ports that they do not allow; on another network it would then work."
      : "Some of them let ordinary requests through but cut a request to upgrade; on another network it would then work.",
  );
}

function crashed(seen: Case): Cause {
  return {
    id: "application-error",
    likelihood: "possible",
    title: "The server, or a rule in front of it, may have cut the connection",
    why: "A program that crashes, or a rule that resets connections, ends them like this.",
    evidence: [saidEvidence(seen), sentEvidence(seen), ...timingEvidence(seen)],
    fix: { text: "Check the server's log at that time, and try the same request by hand.", snippets: [curl(seen)] },
  };
}
