import { type Certificate, NETWORK_PHASES, type NetworkFacts, type NetworkPhase } from "../../upgrade/network-facts.ts";
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

/** What Chromium's network log has: "TLS 1.3", "QUIC". */
const VERSION = /^(?:TLS|SSL|QUIC)[ .\w]{0,12}$/;

const PHASES: Readonly<Record<NetworkPhase, Words>> = {
  blocked: "queued",
  dns: "DNS",
  connect: "TCP",
  tls: "TLS",
  send: "sending",
  wait: "waiting for the response",
};

/**
 * Where a handshake was responded to from, what TLS came to, and whose certificate it was; no row for what the record does not
 * tell.
 *
 * @param at when the connection was asked for, epoch milliseconds: as of then a certificate is judged; null: not known
 */
export function networkRows(network: NetworkFacts | undefined, at: number | null): readonly NetworkRow[] {
  const { address = null, port = null, security = null, cipher = null, certificate } = network ?? {};
  const host = address?.includes(":") ? `[${address}]` : address;
  const tls = TLS.get(security) ?? (VERSION.test(security ?? "") ? security : null);
  return [
    ...(host === null
      ? []
      : [{ name: "Remote address", value: visibleText(port === null ? host : `${host}:${port}`) }]),
    ...(tls === null ? [] : [{ name: "TLS", value: cipher === null ? tls : `${tls}, ${visibleText(cipher)}` }]),
    ...(certificate === undefined ? [] : certificateRow(certificate, at)),
  ];
}

function certificateRow({ subject, issuer, validFrom, validTo }: Certificate, at: number | null): NetworkRow[] {
  const parts = [
    ...(subject === null ? [] : [visibleText(subject)]),
    ...(issuer === null ? [] : [`issued by ${visibleText(issuer)}`]),
    ...(validTo === null ? [] : [validity(validFrom, validTo, at)]),
  ];
  return parts.length === 0 ? [] : [{ name: "Certificate", value: parts.join(", ") }];
}

/** By the clock of the computer that recorded it, which may be wrong. */
function validity(from: number | null, to: number, at: number | null): Words {
  if (at !== null && to < at) return `expired on ${day(to)}, ${duration(at - to)} before this connection`;
  if (at !== null && from !== null && at < from)
    return `valid from ${day(from)} only, ${duration(from - at)} after this connection, until ${day(to)}`;
  return `valid until ${day(to)}`;
}

/** The day of a moment in UTC, as certificates count: "2027-03-01". */
function day(moment: number): Words {
  const time = new Date(moment).toISOString();
  return time.slice(0, time.indexOf("T"));
}

/** What the network took for each stretch, in the order of time; empty: nobody measured it. */
export function networkTimes(network: NetworkFacts | undefined): readonly NetworkRow[] {
  return NETWORK_PHASES.flatMap((id) => {
    const length = network?.phases[id];
    return length === undefined ? [] : [{ name: PHASES[id], value: duration(length) }];
  });
}
