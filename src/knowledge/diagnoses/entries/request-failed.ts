import { isOrdinaryRequest } from "../../../upgrade/kinds/registry.ts";
import { stateOf } from "../../../upgrade/state.ts";
import { code } from "../../text.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, pageEvidence, saidEvidence } from "../evidence.ts";
import { secureRequest } from "../fixes.ts";

/** It ended without a response, with the browser's message. They are the same for all requests, and say what is known. */
export const requestFailed: Diagnosis = {
  id: "request-failed",
  stage: "response-transport",
  reference: {
    text: "Chromium: network errors",
    url: "https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h",
  },
  applies: ({ upgrade }) =>
    stateOf(upgrade) === "failed" &&
    (upgrade.error !== null || (isOrdinaryRequest(upgrade.kind) && upgrade.exchange?.end === "failed")),
  summary: ({ upgrade }) =>
    upgrade.error === null
      ? "No response came, and the browser gave no error text."
      : `No response came: the browser reports ${code(upgrade.error.message)}.`,
  brief: () => "no response",
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
        title: "The URL says `http://`, but the page was loaded over https",
        why: "Browsers refuse that before anything is sent, because others along the way could read and change the data.",
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
      why: `When a policy refuses a request, Chrome logs it without an error text. ${WHERE}`,
      evidence,
      fix: { text: "If that is the cause, add the address to `connect-src`.", snippets: [] },
    },
    {
      id: "devtools-blocks",
      likelihood: "possible",
      title: "DevTools may be set to block this address",
      why: `Requests that DevTools' own request blocking holds back are also logged without an error text. ${WHERE}`,
      evidence,
      fix: { text: "Check the list in DevTools under More tools, Request conditions.", snippets: [] },
    },
  ];
}

/** Addresses of this machine are safe enough for pages over https (W3C Secure Contexts §3.1). */
const LOOPBACK = /^(?:(?:.*\.)?localhost|127\.\d+\.\d+\.\d+|::1)$/;

const WHERE = "The console may say more, and with live counts on, Upgrades gets the reason.";

/** DevTools' log has one code for several rules. */
function otherOrigin(seen: Case): Cause {
  return {
    id: "cors-header-missing",
    likelihood: "possible",
    title: "A rule for requests to other origins (CORS) may have refused it",
    why: `Chrome uses this code when a server does not allow pages from another origin, among other cases. ${WHERE}`,
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
