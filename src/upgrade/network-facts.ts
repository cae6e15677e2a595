/** Stretches of a request in HAR 1.2's terms, in their order; `tls` is its `ssl`. */
export const NETWORK_PHASES = ["blocked", "dns", "connect", "tls", "send", "wait"] as const;

export type NetworkPhase = (typeof NETWORK_PHASES)[number];

/** What the other end's certificate says; names are hostile text. Times are epoch milliseconds; null: not known. */
export interface Certificate {
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly validFrom: number | null;
  readonly validTo: number | null;
}

/** What a record says about the network below a handshake: Firefox's log does, and HAR files of some tools. */
export interface NetworkFacts {
  /** IP address of the other end: the server's, or that of whatever stands before it; null: not reported. */
  readonly address: string | null;
  readonly port: number | null;
  /**
   * TLS in Firefox's words (`_securityState`): "insecure" is none or none that was finished, "broken" one that failed; in Chromium's
   * network log and Playwright's HAR its version: "TLS 1.3".
   */
  readonly security: string | null;
  /** Cipher suite by its registered name; absent: not reported. */
  readonly cipher?: string;
  /** Absent: not reported. */
  readonly certificate?: Certificate;
  /** Milliseconds, cut to whole ones; absent: not measured. */
  readonly phases: Readonly<Partial<Record<NetworkPhase, number>>>;
}

/**
 * The fuller one of two: the log of a request that waits has less than that of one that has its response.
 *
 * @returns one of the two objects themselves
 */
export function fullerNetwork(a: NetworkFacts | undefined, b: NetworkFacts | undefined): NetworkFacts | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  const difference = knownIn(a) - knownIn(b);
  return difference > 0 || (difference === 0 && one <= other) ? a : b;
}

function knownIn({ address, port, security, cipher, certificate, phases }: NetworkFacts): number {
  const known = [address, port, security, cipher, certificate].filter((one) => one !== null && one !== undefined);
  return known.length + Object.keys(phases).length;
}
