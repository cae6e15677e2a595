import { type Address, addressOf, isPrivateHost } from "../../../upgrade/http/address.ts";
import { wasOpened } from "../../../upgrade/state.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";
import { secureUrl } from "../fixes.ts";

/**
 * A product along the path that reads plain connections and does not forward upgrades. Supported by the same host and path, which
 * opened over TLS: what is encrypted it cannot read.
 */
export function plainConnectionRead(seen: Case): Cause | null {
  const { address } = seen;
  if (address?.scheme !== "ws" || isPrivateHost(address.host)) return null;
  const opened = openedOverTls(seen);
  if (opened === null) return null;
  return {
    id: "corporate-proxy",
    likelihood: "possible",
    title: "Something along the way may read this plain connection and not forward upgrades",
    why: "The same host and path opened over `wss://`. Proxies in mobile and office networks, and filters on the device, can read `ws://` but not `wss://`; the server may also be configured differently for plain connections.",
    evidence: [...addressEvidence(seen), "the same host and path opened over wss://", saidEvidence(seen)],
    fix: { text: "Use `wss://`.", snippets: [secureUrl(seen, opened)] },
  };
}

/** The same host and path over TLS, at whatever port, if that opened. */
function openedOverTls({ address, capture }: Case): Address | null {
  for (const other of capture.upgrades) {
    const target = wasOpened(other) ? addressOf(other.url) : null;
    if (target?.scheme === "wss" && target.host === address?.host && target.path === address.path) return target;
  }
  return null;
}
