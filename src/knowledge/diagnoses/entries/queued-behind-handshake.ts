import { addressOf } from "../../../upgrade/http/address.ts";
import { isOutOfSight, stateOf } from "../../../upgrade/state.ts";
import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import { supported } from "../case.ts";
import { reconnectLoop } from "../causes/load.ts";
import { firewallDrops } from "../causes/network.ts";
import { permissionPending } from "../causes/policy.ts";
import { secureToPlain } from "../causes/tls.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, sentEvidence } from "../evidence.ts";
import { nodeDispatcher } from "../fixes.ts";
import { addressText } from "../symptoms/spoken-at-port.ts";

/** Milliseconds after which it is no longer ordinary. */
const WAIT = 5000;

/** Created, and no request for a while: behind another handshake to the same address, or DNS, TCP and TLS are not done. */
export const queuedBehindHandshake: Diagnosis = {
  id: "queued-behind-handshake",
  stage: "waiting",
  reference: rfc(6455, "4.1"),
  applies: ({ upgrade, now }) =>
    stateOf(upgrade) === "queued" &&
    !upgrade.fromFile &&
    !isOutOfSight(upgrade) &&
    upgrade.createdAt !== null &&
    now - upgrade.createdAt >= WAIT,
  summary: (seen) => {
    const waited = duration(seen.now - (seen.upgrade.createdAt ?? seen.now));
    return seen.capture.waitingBeside(seen.upgrade) === null
      ? `No handshake request was sent in ${waited}: the connection is not set up yet.`
      : `No handshake request was sent in ${waited}, while another handshake to the same host is waiting.`;
  },
  brief: (seen) => `Not sent for ${duration(seen.now - (seen.upgrade.createdAt ?? seen.now))}`,
  causes: (seen) =>
    supported(
      behindAnother(seen),
      permissionPending(seen),
      ...(seen.capture.waitingBeside(seen.upgrade) === null
        ? [secureWaits(seen), firewallDrops(seen, "possible")]
        : []),
      reconnectLoop(seen),
    ),
};

/** RFC 6455 §4.1 item 2: one connecting socket for each IP address and port; Chromium keeps to it (docs/chromium.md#one-handshake-per-address). */
function behindAnother(seen: Case): Cause | null {
  const other = seen.capture.waitingBeside(seen.upgrade);
  if (other === null) return null;
  return {
    id: "upstream-hangs",
    likelihood: "likely",
    title: "It may be waiting for another handshake to the same host and port",
    why: "A browser sends the next handshake to an address only after the previous one has finished, and another one has been sent and has no response yet.",
    evidence: [`${addressText(other)} was sent and has no response yet`, sentEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Fix the endpoint that does not respond, and close attempts that are no longer wanted.",
      // The endpoint to repair is that of the other one: this handshake has not reached any.
      snippets: [nodeDispatcher({ address: addressOf(other.url) })],
    },
  };
}

/** A plain server waits for a request, and the browser for its part of the TLS handshake (docs/chromium.md#one-handshake-per-address). */
function secureWaits(seen: Case): Cause | null {
  const cause = secureToPlain(seen);
  return cause === null ? null : { ...cause, likelihood: "possible" };
}
