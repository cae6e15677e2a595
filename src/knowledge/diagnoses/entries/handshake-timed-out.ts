import { chromium } from "../../reference.ts";
import { duration } from "../../text.ts";
import { supported } from "../case.ts";
import { wrongHost, wrongPath } from "../causes/address.ts";
import { firewallDrops } from "../causes/network.ts";
import { upgradeIgnored, upstreamHangs } from "../causes/server.ts";
import { secureToPlain } from "../causes/tls.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

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
    // A tool's words alone do not tell whether the request had been sent.
    if (upgrade.request === null && upgrade.client !== undefined) return "The handshake timed out without a response.";
    return upgrade.request === null
      ? `The handshake timed out${time}; its request was never sent.`
      : `The handshake request was sent, and the handshake timed out${time} without a response.`;
  },
  brief: ({ upgrade }) => (isUnsent(upgrade) ? "Timed out before it was sent" : "Timed out without a response"),
  causes: (seen) =>
    isUnsent(seen.upgrade)
      ? supported(firewallDrops(seen, "possible"), wrongHost(seen), secureToPlain(seen))
      : supported(upgradeIgnored(seen), wrongPath(seen), upstreamHangs(seen, "possible")),
};

/** Chromium tells of each request that it sent; of a tool's there may be nothing but its last words. */
function isUnsent({ request, client }: Case["upgrade"]): boolean {
  return request === null && client === undefined;
}
