import { addressOf, isPrivateHost } from "../../../upgrade/http/address.ts";
import { statusName } from "../../http-status.ts";
import { rfc } from "../../reference.ts";
import { code, visibleText } from "../../text.ts";
import { asker } from "../asker.ts";
import { isBetween, redirectTarget, statusOf, supported } from "../case.ts";
import { wrongPath } from "../causes/address.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { loginRequired } from "../causes/credentials.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";
import { secureUrl } from "../fixes.ts";

/** 3xx: browsers do not follow redirects of a WebSocket handshake. */
export const redirected: Diagnosis = {
  id: "redirected",
  stage: "response-status",
  reference: rfc(9110, "15.4"),
  applies: (seen) => isBetween(statusOf(seen), 300, 399),
  summary: (seen) =>
    `The response was a redirect (${statusName(statusOf(seen) ?? 300)}), which WebSockets do not follow.`,
  brief: (seen) => `redirected (${statusOf(seen) ?? 300})`,
  causes: (seen) => supported(redirectToHttps(seen), ...causesByProduct(seen), ...others(seen)),
};

/** A permanent redirect is seldom a login page, a temporary one seldom a missing slash. */
function others(seen: Case): (Cause | null)[] {
  const permanent = [301, 308].includes(statusOf(seen) ?? 0);
  return permanent ? [wrongPath(seen)] : [loginRequired(seen, "possible"), wrongPath(seen)];
}

/** Paths of pages to log in. */
const LOGIN = /[/._-](?:log-?in|sign-?in|oauth2?|sso|auth(?:orize)?)(?:[/._-]|$)/i;

function redirectToHttps(seen: Case): Cause | null {
  if (seen.address?.scheme !== "ws") return null;
  const location = redirectTarget(seen);
  // Of another host, or of a page to log in, nothing is told about http and https.
  const isToSecure =
    location !== null && /^(https|wss):/i.test(location) && addressOf(location)?.host === seen.address.host;
  if (location !== null && LOGIN.test(location)) return null;
  if (location !== null && !isToSecure) return null;
  return {
    id: "redirect-to-https",
    likelihood: isToSecure ? "certain" : isPrivateHost(seen.address.host) ? "possible" : "likely",
    title: `The server ${isToSecure ? "redirects" : "may redirect"} plain requests to https`,
    why: isToSecure
      ? `The response redirects ${asker(seen.upgrade)} to ${code(location)}.`
      : "The URL says `ws://`, and servers with a certificate commonly redirect plain requests to https.",
    evidence: [
      ...(isToSecure ? [`response header Location: ${visibleText(location)}`] : []),
      ...addressEvidence(seen),
      saidEvidence(seen),
    ],
    fix: { text: "Use `wss://` from the start.", snippets: [secureUrl(seen)] },
  };
}
