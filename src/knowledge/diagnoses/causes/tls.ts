import { isPrivateHost } from "../../../upgrade/http/address.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";
import { plainUrl, secureUrl, urlFromPage } from "../fixes.ts";
import { isPageAt, plainAtPort, tlsAtPort } from "../symptoms/spoken-at-port.ts";
import { isLoopback } from "./address.ts";

/** Ports that TLS is commonly served on. */
const TLS_PORTS = [443, 8443];

/**
 * A plain ws:// URL to a port that speaks TLS: such a server closes without a response, nginx responds with 400.
 *
 * @param atLeast "possible" to name it for every ws:// URL, "likely" only where the port gives it away
 */
export function plainToSecure(seen: Case, atLeast: Likelihood): Cause | null {
  const { address } = seen;
  if (address?.scheme !== "ws" || plainAtPort(seen) !== null) return null;
  const tls = tlsAtPort(seen);
  const likely = tls !== null || TLS_PORTS.includes(address.port);
  if (!likely && atLeast === "likely") return null;
  return {
    id: "http-instead-of-https",
    likelihood: likely ? "likely" : "possible",
    title: "The port may expect TLS, but the URL says `ws://`",
    why:
      tls?.why ??
      (likely
        ? `Port ${address.port} is commonly used for TLS.`
        : "A server that expects TLS closes a plain connection without a response."),
    evidence: [...addressEvidence(seen), ...(tls?.evidence ?? []), saidEvidence(seen)],
    fix: isPageAt(seen, "wss")
      ? { text: "Use `wss://`, or derive the scheme from that of the page.", snippets: [urlFromPage(seen)] }
      : { text: "Use `wss://`.", snippets: [secureUrl(seen, address.port === 80 ? null : address)] },
  };
}

/** A wss:// URL to a port that does not speak TLS. */
export function secureToPlain(seen: Case): Cause | null {
  const { address } = seen;
  if (address?.scheme !== "wss" || tlsAtPort(seen) !== null) return null;
  const plain = plainAtPort(seen);
  const odd = !TLS_PORTS.includes(address.port);
  const isPlainOffered = plain !== null || isPrivateHost(address.host);
  return {
    id: "https-instead-of-http",
    likelihood: plain !== null || odd ? "likely" : "possible",
    title: `Port ${address.port} may not speak TLS, but the URL says \`wss://\``,
    why:
      plain?.why ??
      (odd
        ? `Port ${address.port} is not commonly used for TLS, and a plain HTTP server cannot respond to a TLS handshake.`
        : "A plain HTTP server cannot respond to a TLS handshake."),
    evidence: [...addressEvidence(seen), ...(plain?.evidence ?? []), saidEvidence(seen)],
    fix: {
      text: isPlainOffered
        ? "In development use `ws://` on this port, or put a TLS server in front of it."
        : "Connect to the port on which TLS is served, or put a TLS server in front of this one.",
      snippets: isPlainOffered && mayOpenPlain(seen) ? [plainUrl(seen)] : address.port === 443 ? [] : [secureUrl(seen)],
    },
  };
}

/** Browsers refuse plain connections of pages loaded over https, but for those to this machine (Mixed Content §3.1). */
function mayOpenPlain({ address, page }: Case): boolean {
  return page?.scheme !== "wss" || isLoopback(address?.host ?? "");
}
