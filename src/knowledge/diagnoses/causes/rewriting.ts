import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** A hop that changes the response on its way back. More than possible only where a hop was recognized. */
export function responseRewritten(seen: Case): Cause {
  const hop = seen.intermediaries[0] ?? null;
  return {
    id: "response-rewritten",
    likelihood: hop === null ? "possible" : "likely",
    title: `${hop?.name ?? "A proxy along the way"} may have changed the response`,
    why:
      hop === null
        ? "Proxies, security software and load balancers may remove, duplicate or replace the headers of a 101. None was recognized here, but many leave no mark."
        : `${hop.name} was recognized on this host, and a proxy may remove, duplicate or replace the headers of a 101.`,
    evidence: [...(hop?.evidence ?? []), saidEvidence(seen)],
    fix: {
      text: "Connect to the server directly, without the proxy. If its response is correct there, make the proxy pass the headers of a 101 through unchanged and never cache it.",
      snippets: [curl(seen)],
    },
  };
}

/**
 * The server itself responds wrongly.
 *
 * @param rule what a right response has, as a sentence
 */
export function serverHandshakeBug(seen: Case, rule: string, likelihood: Likelihood = "possible"): Cause {
  return {
    id: "server-handshake-bug",
    likelihood,
    title: "The server may build its response incorrectly",
    why: rule,
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Leave the handshake to a maintained WebSocket library on the server, and update the library if one is in use.",
      snippets: [curl(seen)],
    },
  };
}
