import { statusName } from "../../http-status.ts";
import { isHttp2, productsFor, requestHeader, statusOf, wasRequestSeen } from "../case.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";
import { hasSession } from "./sessions.ts";

/** Products that pass upgrades on unless a switch is off: being there is not enough to suspect them. */
const PASSES_BY_DEFAULT = ["aws-api-gateway", "azure-front-door", "cloudflare", "cloudfront", "cloud-run"];

/**
 * A proxy that drops `Upgrade` and `Connection`, so that the server sees an ordinary request (RFC 9110 §7.6.1 makes both
 * hop-by-hop). Not over HTTP/2, where neither is sent.
 *
 * @param most how likely it is at best, when a product was recognized that needs configuration
 */
export function upgradeNotForwarded(seen: Case, most: Likelihood = "likely"): Cause | null {
  if (isHttp2(seen)) return null;
  const products = productsFor(seen, "forward-upgrade");
  const needsSetup = products.find(({ id }) => !PASSES_BY_DEFAULT.includes(id)) ?? null;
  const product = needsSetup ?? products[0] ?? null;
  const status = statusOf(seen);
  const ordinary = status === null ? "an ordinary response" : `a response such as \`${statusName(status)}\``;
  const effect = `A server that gets the request without the two headers sends ${ordinary}.`;
  return {
    id: "upgrade-not-forwarded",
    likelihood: needsSetup === null || needsSetup.confidence === "possible" ? "possible" : most,
    title: `${product?.name ?? "A proxy along the way"} may not forward \`Upgrade\` and \`Connection\``,
    why:
      product === null
        ? `${effect} No proxy that needs configuration was recognized here, but many leave no mark.`
        : `${product.behavior} ${effect}`,
    evidence: product === null ? [saidEvidence(seen)] : [...product.evidence, saidEvidence(seen)],
    fix: {
      text: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      snippets: seen.snippets("forward-upgrade"),
    },
  };
}

/**
 * Only the upgrade fails, before any status of it is known. Supported by a session in the URL, which an ordinary request to the
 * same host was given: so its name, its certificate and its server are right.
 */
export function upgradeAloneFails(seen: Case, likelihood: Likelihood): Cause | null {
  if (!hasSession(seen)) return null;
  return {
    id: "upgrade-not-forwarded",
    likelihood,
    title: "A proxy in front of the server may not let requests to upgrade through",
    why: "The URL carries a session that an ordinary request to the same host was given, so such requests pass. A proxy that does not know WebSockets, or is not told to forward them, refuses or cuts the one that asks for an upgrade.",
    evidence: ["session in the URL", saidEvidence(seen)],
    fix: {
      text: "Make every proxy along the way forward `Upgrade` and `Connection`, and ask the server directly to see which one does not. Until then, long polling works.",
      snippets: [...seen.snippets("forward-upgrade"), curl(seen)],
    },
  };
}

/** Products that by default change nothing of the browser's Host, or only the port after it. */
const KEEPS_HOST = ["aws-alb", "azure-application-gateway"];

/** A backend that compares Origin with Host sees the proxy's own name for it, unless the proxy passes the browser's Host on. */
export function hostNotForwarded(seen: Case): Cause | null {
  const product = productsFor(seen, "forward-host")[0];
  // Without an `Origin` there is nothing to compare `Host` with.
  if (product === undefined || (wasRequestSeen(seen) && requestHeader(seen, "Origin") === null)) return null;
  return {
    id: "host-not-forwarded",
    likelihood: product.confidence === "possible" || KEEPS_HOST.includes(product.id) ? "possible" : "likely",
    title: `${product.name} may send the server a different \`Host\` than it received`,
    why: "Many servers compare `Origin` with `Host` and refuse with 403 when they differ; a proxy that puts its own address into `Host` makes them differ.",
    evidence: [...product.evidence, saidEvidence(seen)],
    fix: { text: "Forward the original `Host` to the server.", snippets: seen.snippets("forward-host") },
  };
}
