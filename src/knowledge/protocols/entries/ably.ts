import { heartbeatOf } from "../announced.ts";
import { isUnder } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

const DOMAINS = ["realtime.ably.io", "ably-realtime.com"];

/** Ably by its hosts; keys and tokens in the query are never quoted. */
export const ably: Protocol = {
  id: "ably",
  about: "Message channels through the Ably service.",
  reference: { text: "Ably documentation", url: "https://ably.com/docs" },
  recognize(seen) {
    const { host } = seen;
    const domain = DOMAINS.find((candidate) => isUnder(host, candidate));
    return domain === undefined ? null : { name: "Ably", evidence: [`host ${domain} or below it`] };
  },
  heartbeat: (seen) =>
    heartbeatOf(seen, "ably", { by: "server", form: "any message, a `HEARTBEAT` where there is no other" }),
};
