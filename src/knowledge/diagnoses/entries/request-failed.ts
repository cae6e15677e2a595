import { isOrdinaryRequest } from "../../../upgrade/kinds/registry.ts";
import { stateOf } from "../../../upgrade/state.ts";
import { code } from "../../text.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, pageEvidence, saidEvidence } from "../evidence.ts";
import { secureRequest } from "../fixes.ts";

/** It ended without a response, with the browser's message. They are the same for all requests, and say what is known. */
export const requestFailed: Diagnosis = {
  id: "request-failed",
  stage: "answered-transport",
  reference: {
    text: "Chromium: network errors",
    url: "https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h",
  },
  applies: ({ upgrade }) =>
    stateOf(upgrade) === "failed" &&
    (upgrade.error !== null || (isOrdinaryRequest(upgrade.kind) && upgrade.exchange?.end === "failed")),
  summary: ({ upgrade }) =>
    upgrade.error === null
      ? "No response came, and the browser gave no words for it."
      : `No response came: the browser reports ${code(upgrade.error.message)}.`,
  causes: (seen) => {
    const { error, response } = seen.upgrade;
    if (error === null) return withoutWords(seen);
    return error.message === "net::ERR_FAILED" && response === null && isElsewhere(seen) ? [otherOrigin(seen)] : [];
  },
};

/** What Chromium refuses in the page's own process has no words in DevTools' log: three rules do (docs/chromium.md#refused-requests). */
function withoutWords(seen: Case): Cause[] {
  const { address, page } = seen;
  const evidence = ["it ended without a response and without an error text", ...addressEvidence(seen)];
  const isMixed = page?.scheme === "wss" && address?.scheme === "ws" && !LOOPBACK.test(address.host);
  if (isMixed) {
    return [
      {
        id: "http-instead-of-https",
        likelihood: "likely",
        title: "The URL says `http://`, and the page came over https",
        why: "Browsers refuse that before anything is sent, because others on the way could read and change what passes.",
        evidence: [...evidence, ...pageEvidence(seen)],
        fix: { text: "Use `https://`, through whatever serves https for this host.", snippets: [secureRequest(seen)] },
      },
    ];
  }
  return [
    {
      id: "csp-source-missing",
      likelihood: "possible",
      title: "The page's content security policy may not allow the address",
      why: `What a policy refuses Chrome logs without words. ${WHERE}`,
      evidence,
      fix: { text: "If it is so, add the address to `connect-src`.", snippets: [] },
    },
    {
      id: "devtools-blocks",
      likelihood: "possible",
      title: "DevTools may be set to block this address",
      why: `What DevTools' own request blocking holds back is logged without words too. ${WHERE}`,
      evidence,
      fix: { text: "Look into the list in DevTools under More tools, Request conditions.", snippets: [] },
    },
  ];
}

/** Addresses of this machine are safe enough for pages over https (W3C Secure Contexts §3.1). */
const LOOPBACK = /^(?:(?:.*\.)?localhost|127\.\d+\.\d+\.\d+|::1)$/;

const WHERE = "The console may say more, and while Upgrades counts live it hears the reason.";

/** DevTools' log has one code for several rules. */
function otherOrigin(seen: Case): Cause {
  return {
    id: "cors-header-missing",
    likelihood: "possible",
    title: "A rule for requests to other origins may have refused it",
    why: `Chrome uses this code among others where a server does not allow pages of another origin. ${WHERE}`,
    evidence: [saidEvidence(seen), ...addressEvidence(seen), ...pageEvidence(seen)],
    fix: null,
  };
}

function isElsewhere({ address, page }: Case): boolean {
  return (
    address !== null &&
    page !== null &&
    page.scheme !== "other" &&
    (page.scheme !== address.scheme || page.authority !== address.authority)
  );
}
