import { addressOf, isPrivateHost } from "../../../upgrade/http/address.ts";
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
  if (address?.scheme !== "ws" || isPrivateHost(address.host) || !openedOverTls(seen)) return null;
  return {
    id: "corporate-proxy",
    likelihood: "possible",
    title: "Something along the way may read this plain connection and not forward upgrades",
    why: "The same host and path opened over `wss://`. Proxies in mobile and office networks, and filters on the device, can read `ws://` but not `wss://`; the server may also be configured differently for plain connections.",
    evidence: [...addressEvidence(seen), "the same host and path opened over wss://", saidEvidence(seen)],
    fix: { text: "Use `wss://`.", snippets: [secureUrl(seen)] },
  };
}

function openedOverTls({ address, capture }: Case): boolean {
  return capture.upgrades.some((other) => {
    const target = wasOpened(other) ? addressOf(other.url) : null;
    return target?.scheme === "wss" && target.host === address?.host && target.path === address.path;
  });
}
