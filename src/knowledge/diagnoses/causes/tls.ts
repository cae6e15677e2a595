import { isPrivateHost } from "../../../upgrade/http/address.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { addressEvidence, pageEvidence, saidEvidence } from "../evidence.ts";
import { secureUrl, urlFromPage } from "../fixes.ts";

/** Whether the page was loaded over https from the same host and port. */
function isPagePort({ address, page }: Case): boolean {
  return page?.scheme === "wss" && page.host === address?.host && page.port === address.port;
}

/** Ports that TLS is commonly served on. */
const TLS_PORTS = [443, 8443];

/**
 * A plain ws:// URL to a port that speaks TLS: such a server closes without a response, nginx responds with 400.
 *
 * @param atLeast "possible" to name it for every ws:// URL, "likely" only where the port gives it away
 */
export function plainToSecure(seen: Case, atLeast: Likelihood): Cause | null {
  const { address } = seen;
  if (address?.scheme !== "ws") return null;
  const samePort = isPagePort(seen);
  const likely = samePort || TLS_PORTS.includes(address.port);
  if (!likely && atLeast === "likely") return null;
  return {
    id: "http-instead-of-https",
    likelihood: likely ? "likely" : "possible",
    title: "The port may expect TLS, but the URL says `ws://`",
    why: samePort
      ? "The page itself was loaded over https from the same host and port, so this port speaks TLS."
      : likely
        ? `Port ${address.port} is commonly used for TLS.`
        : "A server that expects TLS closes a plain connection without a response.",
    evidence: [...addressEvidence(seen), ...(samePort ? pageEvidence(seen) : []), saidEvidence(seen)],
    fix: { text: "Use `wss://`, or derive the scheme from that of the page.", snippets: [urlFromPage(seen)] },
  };
}

/** A wss:// URL to a port that does not speak TLS. */
export function secureToPlain(seen: Case): Cause | null {
  const { address } = seen;
  // The page itself came over https from there: the port does speak TLS.
  if (address?.scheme !== "wss" || isPagePort(seen)) return null;
  const odd = !TLS_PORTS.includes(address.port);
  return {
    id: "https-instead-of-http",
    likelihood: odd ? "likely" : "possible",
    title: `Port ${address.port} may not speak TLS, but the URL says \`wss://\``,
    why: odd
      ? `Port ${address.port} is not commonly used for TLS, and a plain HTTP server cannot respond to a TLS handshake.`
      : "A plain HTTP server cannot respond to a TLS handshake.",
    evidence: [...addressEvidence(seen), saidEvidence(seen)],
    fix: {
      text: isPrivateHost(address.host)
        ? "In development use `ws://` on this port, or put a TLS server in front of it."
        : "Connect to the port on which TLS is served, or put a TLS server in front of this one.",
      snippets: address.port === 443 ? [] : [secureUrl(seen)],
    },
  };
}
