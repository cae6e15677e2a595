import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, pageEvidence, saidEvidence } from "../evidence.ts";
import { secureUrl, urlFromPage } from "../fixes.ts";

/** A page that was loaded over https asked for `ws://`; browsers allow that only for this computer itself (measured). */
export const mixedContent: Diagnosis = {
  id: "mixed-content",
  stage: "blocked",
  reference: { text: "Mixed Content", url: "https://www.w3.org/TR/mixed-content/" },
  applies: ({ upgrade }) => upgrade.blocked?.by === "mixed-content",
  summary: () => "A page loaded over https may open only encrypted connections to other computers; nothing was sent.",
  causes: (seen) => [plainFromSecure(seen)],
};

function plainFromSecure(seen: Case): Cause {
  return {
    id: "http-instead-of-https",
    likelihood: "certain",
    title: "The URL says `ws://`, and the page came over https",
    why: "Browsers refuse that before anything is sent, because others on the way could read and change what passes.",
    evidence: [...addressEvidence(seen), ...pageEvidence(seen), saidEvidence(seen)],
    fix: {
      text: "Use `wss://`, through whatever serves https for this host, or derive the scheme from the page's own.",
      snippets: [seen.page?.host === seen.address?.host ? urlFromPage(seen) : secureUrl(seen)],
    },
  };
}
