import { isOrdinaryRequest } from "../../../upgrade/kinds/registry.ts";
import { stateOf } from "../../../upgrade/state.ts";
import { code } from "../../text.ts";
import { endpoint } from "../case.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, pageEvidence, saidEvidence, speaker } from "../evidence.ts";
import { secureRequest } from "../fixes.ts";

/** It ended without a response, with the message of the browser, or of the tool that wrote the file. They are the same for all requests, and say what is known. */
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
  summary: (seen) =>
    seen.upgrade.error === null
      ? "No response came, and the browser gave no error text."
      : `No response came: ${speaker(seen)} reports ${code(seen.upgrade.error.message)}.`,
  brief: () => "no response",
  causes: (seen) => {
    const { error, response } = seen.upgrade;
    if (error === null) return withoutWords(seen);
    if (/^net::ERR_CONNECTION_REFUSED\b/.test(error.message)) return [nothingListens(seen)];
    return error.message === "net::ERR_FAILED" && response === null && isElsewhere(seen) ? [otherOrigin(seen)] : [];
  },
};

/** The computer there said that no program takes connections on the port. */
function nothingListens(seen: Case): Cause {
  const isOfWebpack = /^\/sockjs-node\//.test(seen.address?.path ?? "");
  return {
    id: "upstream-down",
    likelihood: "likely",
    title: `There may be no program listening at ${endpoint(seen)}`,
    why: isOfWebpack
      ? "The path is that of webpack's development server. Its client asks at the host and port that it was built with, which may not be those of the server that runs now."
      : "The address was reached and rejected the connection at once: no program accepts connections on that port, or a firewall rejects them.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: isOfWebpack
        ? "Start the server, or make its client ask where it listens: `client.webSocketURL` of webpack-dev-server (before version 4, `public` and `sockPort`). A page built for production should not have that client."
        : "Start the server, and check the host and port in the URL.",
      snippets: [],
    },
  };
}

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
