import { NETWORK_PHASES, type NetworkFacts, type NetworkPhase } from "../../upgrade/network-facts.ts";
import { duration, visibleText, type Words } from "../text.ts";

/** One row about the network below a handshake. */
export interface NetworkRow {
  readonly name: Words;
  readonly value: Words;
}

/** Firefox's words for TLS that are worth a word of ours; "insecure" stands also for what was not finished. */
const TLS: ReadonlyMap<string | null, Words> = new Map([
  ["secure", "secure"],
  ["secure-custom-root", "secure, by an authority that was added to this browser or computer"],
  ["weak", "weak"],
  ["broken", "broken"],
]);

const PHASES: Readonly<Record<NetworkPhase, Words>> = {
  blocked: "queued",
  dns: "DNS",
  connect: "TCP",
  tls: "TLS",
  send: "sending",
  wait: "waiting for the response",
};

/** Where a handshake was responded to from, and what TLS came to; no row for what the record does not tell. */
export function networkRows(network: NetworkFacts | undefined): readonly NetworkRow[] {
  const { address = null, port = null, security = null } = network ?? {};
  const host = address?.includes(":") ? `[${address}]` : address;
  const tls = TLS.get(security) ?? null;
  return [
    ...(host === null
      ? []
      : [{ name: "Remote address", value: visibleText(port === null ? host : `${host}:${port}`) }]),
    ...(tls === null ? [] : [{ name: "TLS", value: tls }]),
  ];
}

/** What the network took for each stretch, in the order of time; empty: nobody measured it. */
export function networkTimes(network: NetworkFacts | undefined): readonly NetworkRow[] {
  return NETWORK_PHASES.flatMap((id) => {
    const length = network?.phases[id];
    return length === undefined ? [] : [{ name: PHASES[id], value: duration(length) }];
  });
}
