import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { isLoopback } from "../causes/address.ts";
import { isRedirected, refusedAddress } from "../causes/policy.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, pageEvidence, saidEvidence } from "../evidence.ts";
import { localRequest, secureRequest, secureUrl, urlFromPage } from "../fixes.ts";

/**
 * A page that was loaded over https asked for `ws://` or `http://`; browsers allow that only for this computer itself
 * (docs/chromium.md#blocked-before-network).
 */
export const mixedContent: Diagnosis = {
  id: "mixed-content",
  stage: "blocked",
  reference: { text: "Mixed Content", url: "https://www.w3.org/TR/mixed-content/" },
  applies: ({ upgrade }) => upgrade.blocked?.by === "mixed-content",
  summary: ({ upgrade }) =>
    upgrade.client === "Safari"
      ? "In Safari, a page loaded over https may open only encrypted connections; nothing was sent."
      : isRedirected(upgrade)
        ? "A redirect led to an unencrypted address, which a page loaded over https may not request."
        : "A page loaded over https may open only encrypted connections to other computers; nothing was sent.",
  brief: () => "unencrypted, from a page loaded over https",
  causes: (seen) => [seen.upgrade.kind === "websocket" ? plainFromSecure(seen) : plainRequest(seen)],
};

const WHY =
  "Browsers refuse that before anything is sent, because others along the way could read and change the data.";

function plainFromSecure(seen: Case): Cause {
  return {
    id: "http-instead-of-https",
    likelihood: "certain",
    title: "The URL says `ws://`, but the page was loaded over https",
    why: WHY,
    evidence: [...addressEvidence(seen), ...pageEvidence(seen), saidEvidence(seen)],
    fix: {
      text: isSafariToItself(seen)
        ? "Safari makes no exception for this computer, as Chrome and Firefox do: serve the local program with TLS, with a certificate that the system trusts, or use the page in another browser."
        : "Use `wss://`, through whatever serves https for this host, or derive the scheme from that of the page.",
      snippets: [seen.page?.host === seen.address?.host ? urlFromPage(seen) : secureUrl(seen)],
    },
  };
}

function isSafariToItself({ upgrade, address }: Case): boolean {
  return upgrade.client === "Safari" && address !== null && isLoopback(address.host);
}

/** What Chrome offers for devices that cannot serve https (developer.mozilla.org: `Request.targetAddressSpace`); WebSockets have no such option. */
const FOR_DEVICES =
  " For a device on the local network that cannot serve https, Chrome's `fetch` takes `targetAddressSpace`: it asks the user for permission instead of refusing.";

function isLocalFetch({ upgrade, address }: Case): boolean {
  return upgrade.exchange?.by === "fetch" && address !== null && isPrivateHost(address.host);
}

function plainRequest(asked: Case): Cause {
  const isFollowed = isRedirected(asked.upgrade);
  const seen = { ...asked, address: refusedAddress(asked) };
  return {
    id: "http-instead-of-https",
    likelihood: "certain",
    title: isFollowed
      ? "A redirect leads to `http://`, but the page was loaded over https"
      : "The URL says `http://`, but the page was loaded over https",
    why: WHY,
    evidence: [...addressEvidence(seen), ...pageEvidence(seen), saidEvidence(seen)],
    fix: {
      text: isFollowed
        ? "Make the server redirect to `https://`, or request the final address directly."
        : `Use \`https://\`, through whatever serves https for this host; a URL without a scheme and host uses those of the page.${isLocalFetch(seen) ? FOR_DEVICES : ""}`,
      snippets: [secureRequest(seen), ...(isLocalFetch(seen) ? [localRequest(seen)] : [])],
    },
  };
}
