import { rfc } from "../../reference.ts";
import { asker } from "../asker.ts";
import { statusOf, supported } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { loginRequired } from "../causes/credentials.ts";
import { hostNotForwarded } from "../causes/forwarding.ts";
import { wafChallenge, websocketsDisabled } from "../causes/guard.ts";
import { originMissing, originRejected } from "../causes/origin.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** 403: understood and refused. */
export const forbidden: Diagnosis = {
  id: "forbidden",
  stage: "response-status",
  reference: rfc(9110, "15.5.4"),
  applies: (seen) => statusOf(seen) === 403,
  summary: () => "The response was 403 Forbidden: the handshake was understood and refused.",
  brief: () => "403 Forbidden",
  causes: (seen) => {
    const known = causesByProduct(seen);
    const has = (id: string) => known.some((cause) => cause.id === id);
    // Whose rule refused it is known, and that the server was not asked: its reasons are none.
    const denied = known.filter(({ id, likelihood }) => id === "policy-denied" && likelihood === "certain");
    if (denied.length > 0) return denied;
    const causes = supported(
      websocketsDisabled(seen, "envoy"),
      ...known,
      wafChallenge(seen),
      originRejected(seen),
      // Where the original `Host` must not be passed on, nobody is told to do it.
      has("host-forwarded") ? null : hostNotForwarded(seen),
      // A response with headers of its own is an application's, which has its reasons; of a bare one less can be thought.
      hasHeaders(seen) || has("origin-missing") ? null : originMissing(seen),
      has("login-required") ? null : loginRequired(seen, "possible"),
      hasHeaders(seen) && !has("origin-missing") ? originMissing(seen) : null,
      gatewayRefuses(seen),
    );
    return has("refused-by-proxy") ? causes.map(behindRefusal) : causes;
  },
};

/** Whatever the server behind a proxy does is no more than possible where the proxy seems to have refused without asking it. */
function behindRefusal(cause: Cause): Cause {
  const { id, likelihood } = cause;
  return id === "refused-by-proxy" || likelihood === "certain" ? cause : { ...cause, likelihood: "possible" };
}

function hasHeaders({ upgrade }: Case): boolean {
  return upgrade.response !== null && upgrade.response.headers.length > 0;
}

/** A tool that prints nothing of the response but its status hides which gateway it is of. */
function gatewayRefuses(seen: Case): Cause | null {
  const { client, response } = seen.upgrade;
  if (client === undefined || response !== null) return null;
  return {
    id: "websockets-disabled",
    likelihood: "possible",
    title: "A gateway along the way may not allow upgrades",
    why: `Envoy and the products built on it respond with 403 to an upgrade that their configuration does not list; ${asker(seen.upgrade)} does not show whose response it was.`,
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Use curl to see whose response it is: a header `server: envoy` points to Envoy. Then allow the upgrade there (`upgrade_configs` with `upgrade_type: websocket`).",
      snippets: [curl(seen)],
    },
  };
}
