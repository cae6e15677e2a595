import * as v from "valibot";
import { NETWORK_PHASES, type NetworkFacts } from "../../upgrade/network-facts.ts";
import { Amount, Count, described, Moment, Text } from "./parts.ts";

export const Network = described(
  v.object({
    address: described(Text, "IP address of the other end."),
    port: v.nullable(Count),
    security: described(Text, "TLS in Firefox's words, or its version."),
    cipher: described(v.exactOptional(v.string()), "Cipher suite of TLS by its registered name; absent: not told."),
    certificate: described(
      v.exactOptional(v.object({ subject: Text, issuer: Text, validFrom: Moment, validTo: Moment })),
      "Certificate of the other end; absent: not told.",
    ),
    phases: described(
      v.object(v.entriesFromList(NETWORK_PHASES, v.exactOptional(Amount))),
      "Milliseconds; what was not measured is absent.",
    ),
  }),
  "Network below the handshake; absent: not in the record.",
);

/** Facts of the network out of a report, whose times are texts. */
export function networkOfReport({ certificate, ...facts }: v.InferOutput<typeof Network>): NetworkFacts {
  if (certificate === undefined) return facts;
  const { validFrom, validTo, ...names } = certificate;
  return { ...facts, certificate: { ...names, validFrom: timeOf(validFrom), validTo: timeOf(validTo) } };
}

function timeOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
