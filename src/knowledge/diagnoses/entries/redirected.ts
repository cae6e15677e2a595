import { addressOf, isPrivateHost } from "../../../upgrade/http/address.ts";
import { statusName } from "../../http-status.ts";
import { rfc } from "../../reference.ts";
import { code, inSentence, visibleText } from "../../text.ts";
import { asker } from "../asker.ts";
import { isBetween, redirectTarget, statusOf, supported } from "../case.ts";
import { wrongPath } from "../causes/address.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { loginRequired } from "../causes/credentials.ts";
import type { Case, Cause, Diagnosis, Snippet } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";
import { secureUrl } from "../fixes.ts";
import { plainAtPort } from "../symptoms/spoken-at-port.ts";

/** RFC 9110 §15.4: of what is cached, and two that are no longer used. They lead nowhere. */
const NO_REDIRECT: readonly number[] = [304, 305, 306];

/** 3xx: browsers do not follow redirects of a WebSocket handshake. */
export const redirected: Diagnosis = {
  id: "redirected",
  stage: "response-status",
  reference: rfc(9110, "15.4"),
  applies: (seen) => isBetween(statusOf(seen), 300, 399) && !NO_REDIRECT.includes(statusOf(seen) ?? 0),
  summary: (seen) =>
    `The response was a redirect (${statusName(statusOf(seen) ?? 300)}), which WebSockets do not follow.`,
  brief: (seen) => `redirected (${statusOf(seen) ?? 300})`,
  causes: (seen) =>
    isBroken(seen)
      ? [brokenTarget(seen)]
      : supported(
          ...inOrder(
            redirectToHttps(seen),
            [redirectToSameHost(seen), ...causesByProduct(seen), ...others(seen)],
            seen,
          ),
        ),
};

/** A port that is seen to serve plain requests redirects them to https last of all. */
function inOrder(toHttps: Cause | null, rest: readonly (Cause | null)[], seen: Case): readonly (Cause | null)[] {
  return plainAtPort(seen) === null ? [toHttps, ...rest] : [...rest, toHttps];
}

/** A permanent redirect is seldom a login page, a temporary one seldom a missing slash. */
function others(seen: Case): (Cause | null)[] {
  const permanent = [301, 308].includes(statusOf(seen) ?? 0);
  const path = isExplained(seen) ? null : wrongPath(seen);
  return permanent
    ? [movedTo(seen), path, notShown(seen)]
    : [movedTo(seen), notShown(seen), loginRequired(seen, "possible"), path];
}

/** A program that prints the status alone keeps to itself where the response leads, which is what shows the cause. */
function notShown(seen: Case): Cause | null {
  if (seen.address !== null || redirectTarget(seen) !== null) return null;
  return {
    id: "reason-not-told",
    likelihood: "possible",
    title: "The response leads to another address, which was not printed",
    why: `A redirect names its target in \`Location\`, and ${asker(seen.upgrade)} does not show that: a page to log in, the same address with https or with a slash behind it, or another host.`,
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Ask the same address with `curl --http1.1 --include`, and read `Location`. If the WebSocket is served there, use that address, with `wss://` for `https://`.",
      snippets: [],
    },
  };
}

/** The response says where to: then a missing slash is no guess, but the place or not. */
function isExplained(seen: Case): boolean {
  const location = redirectTarget(seen);
  return location !== null && wrongPath(seen)?.likelihood !== "certain";
}

/** A permanent redirect, or one to a socket, names the address to use; to https on the same host it is told by itself. */
function movedTo(seen: Case): Cause | null {
  const location = redirectTarget(seen);
  const target = addressOf(location);
  const { address } = seen;
  if (location === null || target === null || address === null || LOGIN.test(location)) return null;
  const isPermanent = [301, 308].includes(statusOf(seen) ?? 0) || /^wss?:/i.test(location);
  const isSamePath = target.path === address.path || target.path === `${address.path}/`;
  if (!isPermanent || (target.host === address.host && isSamePath)) return null;
  return {
    id: target.host === address.host ? "wrong-path" : "wrong-host",
    likelihood: "likely",
    title: "The response names another address",
    why: `It redirects ${asker(seen.upgrade)} to ${code(location)}. Pages follow such a redirect, WebSockets do not.`,
    evidence: [`response header Location: ${visibleText(location)}`, ...addressEvidence(seen), saidEvidence(seen)],
    fix: {
      text: "If the WebSocket is served there, use that address in the URL, with `wss://` for `https://`.",
      snippets: [],
    },
  };
}

/** Two schemes, one after the other. */
const TWO_SCHEMES = /^https?:\/\/(?:https?|wss?):\/\//i;

function isBroken(seen: Case): boolean {
  return TWO_SCHEMES.test(redirectTarget(seen) ?? "");
}

/** Traefik 2.7.2 wrote such a target for a request to upgrade (traefik/traefik, issue 9155). */
function brokenTarget(seen: Case): Cause {
  const location = redirectTarget(seen) ?? "";
  return {
    id: "redirect-broken",
    likelihood: "certain",
    title: "The target of the redirect is not an address: it has two schemes",
    why: `${code(location)} leads nowhere, and a rule that adds a scheme to what has one already makes such a target. Traefik 2.7.2 did it in its redirect to https, for requests to upgrade alone.`,
    evidence: [`response header Location: ${visibleText(location)}`, saidEvidence(seen)],
    fix: {
      text: "Update Traefik if it is 2.7.2; otherwise correct the rule that causes the redirect. A client can avoid it: use `wss://` from the start.",
      // What stands behind the added scheme is where the redirect was meant to lead.
      snippets: [secureUrl(seen, addressOf(location.replace(/^https?:\/\//i, "").replace(/^(?:http|ws):/i, "wss:")))],
    },
  };
}

/** What the proxy that ends TLS has to say. */
const FORWARDED_PROTO: Snippet = {
  for: "nginx",
  code: "# inside the location\nproxy_set_header X-Forwarded-Proto $scheme;",
};

/** Paths of pages to log in. */
const LOGIN = /[/._-](?:log-?in|sign-?in|oauth2?|sso|auth(?:orize)?)(?:[/._-]|$)/i;

function redirectToHttps(seen: Case): Cause | null {
  if (seen.address?.scheme !== "ws") return null;
  const location = redirectTarget(seen);
  // Of another host, or of a page to log in, nothing is said about http and https.
  const isToSecure =
    location !== null && /^(https|wss):/i.test(location) && addressOf(location)?.host === seen.address.host;
  if (location !== null && LOGIN.test(location)) return null;
  if (location !== null && !isToSecure) return null;
  // A port that opens plain connections, or served the page so, does not redirect them all.
  const plain = location === null ? plainAtPort(seen) : null;
  return {
    id: "redirect-to-https",
    likelihood: isToSecure ? "certain" : plain !== null || isPrivateHost(seen.address.host) ? "possible" : "likely",
    title: `The server ${isToSecure ? "redirects" : "may redirect"} plain requests ${plain === null ? "" : "for this path "}to https`,
    why: isToSecure
      ? `The response redirects ${asker(seen.upgrade)} to ${code(location)}.`
      : plain === null
        ? "The URL says `ws://`, and servers with a certificate commonly redirect plain requests to https."
        : `The URL says \`ws://\`, and a server may redirect some paths to https. It does not redirect all: ${inSentence(plain.why)}`,
    evidence: [
      ...(isToSecure ? [`response header Location: ${visibleText(location)}`] : []),
      ...addressEvidence(seen),
      ...(plain?.evidence ?? []),
      saidEvidence(seen),
    ],
    fix: { text: "Use `wss://` from the start.", snippets: [secureUrl(seen, addressOf(location))] },
  };
}

/** The same redirect where nothing shows how the request came: it means one thing for a plain one, another for one over TLS. */
function redirectToSameHost(seen: Case): Cause | null {
  const { address, upgrade } = seen;
  const location = redirectTarget(seen);
  if (upgrade.isSchemeGuessed === undefined || address === null || location === null) return null;
  const isSameHost = /^(https|wss):/i.test(location) && addressOf(location)?.host === address.host;
  if (!isSameHost || LOGIN.test(location)) return null;
  return {
    id: "redirect-to-https",
    likelihood: "likely",
    title: "The server redirects to the same host under https",
    why: `The response leads ${asker(upgrade)} to ${code(location)}. The text does not show whether the request had come over TLS. If it had not, the server redirects plain requests. If it had, a proxy in front ended TLS without telling the application, which takes every request for a plain one and redirects it again and again.`,
    evidence: [`response header Location: ${visibleText(location)}`, saidEvidence(seen)],
    fix: {
      text: "If the URL said `ws://`, use `wss://`. If it said `wss://` already, make the proxy send `X-Forwarded-Proto: https`, and the application trust it.",
      snippets: [secureUrl(seen, addressOf(location)), FORWARDED_PROTO],
    },
  };
}
