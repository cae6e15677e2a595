import { isMessageAlone } from "../../../upgrade/state.ts";
import { chromium } from "../../reference.ts";
import { duration } from "../../text.ts";
import { failureOf } from "../browser-message.ts";
import { supported } from "../case.ts";
import { wrongHost, wrongPath } from "../causes/address.ts";
import { firewallDrops } from "../causes/network.ts";
import { upgradeIgnored, upstreamHangs } from "../causes/server.ts";
import { secureToPlain } from "../causes/tls.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";
import { isClosedEarly } from "../failure.ts";

/** Chromium gives a handshake 240 seconds. */
export const handshakeTimedOut: Diagnosis = {
  id: "handshake-timed-out",
  stage: "waiting",
  reference: chromium("net/websockets/websocket_stream.cc"),
  applies: ({ failure }) => failure.kind === "text" && failure.text === "timed-out",
  summary: ({ upgrade }) => {
    const began = upgrade.request?.at ?? upgrade.createdAt;
    const ended = upgrade.error?.at ?? null;
    const time = began === null || ended === null ? "" : ` after ${duration(ended - began)}`;
    // A tool's words alone do not show whether the request had been sent.
    if (upgrade.request === null && !isUnsent(upgrade)) return "The handshake timed out without a response.";
    return upgrade.request === null
      ? `The handshake timed out${time}; its request was never sent.`
      : `The handshake request was sent, and the handshake timed out${time} without a response.`;
  },
  brief: ({ upgrade }) => (isUnsent(upgrade) ? "Timed out before it was sent" : "Timed out without a response"),
  causes: (seen) =>
    isUnsent(seen.upgrade)
      ? supported(firewallDrops(seen, "possible"), wrongHost(seen), secureToPlain(seen))
      : supported(
          hadNoResponse(seen) ? upstreamHangs(seen, "likely") : null,
          upgradeIgnored(seen),
          wrongPath(seen),
          hadNoResponse(seen) ? null : upstreamHangs(seen, "possible"),
          isMessageAlone(seen.upgrade) && !hadNoResponse(seen) ? firewallDrops(seen, "possible") : null,
        ),
};

/** Chromium reports each request that it sent; of a tool's, or a line of a console, there is nothing but its words. */
function isUnsent(upgrade: Case["upgrade"]): boolean {
  return upgrade.request === null && upgrade.client === undefined && !isMessageAlone(upgrade);
}

/** Other attempts were read by the server and ended without a response: it can be reached, and does not decide. */
function hadNoResponse({ attempts }: Case): boolean {
  return attempts.some((other) => isClosedEarly(failureOf(other)));
}
