import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { isLocalNetworkFault } from "../../../upgrade/http/refused.ts";
import { visibleText } from "../../text.ts";
import { endpoint, netCode, supported } from "../case.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, pageEvidence, saidEvidence } from "../evidence.ts";

/** A page of the public network asked for this machine or the local network; since Chrome 147 that needs a permission. */
export const localNetworkAccess: Diagnosis = {
  id: "local-network-access",
  stage: "blocked",
  reference: { text: "Local Network Access", url: "https://wicg.github.io/local-network-access/" },
  applies: (seen) => netCode(seen) === "ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS" || isReportedByCors(seen),
  summary: (seen) => `The browser did not let the page connect to ${endpoint(seen)} on the local network.`,
  brief: () => "no access to the local network",
  causes: (seen) => supported(insecurePage(seen), pageWithoutAddress(seen), frame(seen), permission(seen)),
};

/** Of requests Chromium tells it as a rule for other origins, with `net::ERR_FAILED` (docs/chromium.md#local-network-access). */
function isReportedByCors({ upgrade: { exchange, error } }: Case): boolean {
  return error !== null && exchange?.corsError != null && isLocalNetworkFault(exchange.corsError);
}

/** The browser's words, and where they are general the name of the rule. */
function permissionEvidence(seen: Case): string[] {
  const code = seen.upgrade.exchange?.corsError?.code;
  return [saidEvidence(seen), ...(code === undefined ? [] : [`the browser's reason: ${visibleText(code)}`])];
}

function insecurePage(seen: Case): Cause | null {
  const { page } = seen;
  if (page?.scheme !== "ws" || isPrivateHost(page.host)) return null;
  return {
    id: "insecure-context",
    likelihood: "likely",
    title: "The page was not loaded over https",
    why: "Only securely loaded pages may ask for access to the local network.",
    evidence: [...pageEvidence(seen), ...permissionEvidence(seen)],
    fix: { text: "Serve the page over https.", snippets: [] },
  };
}

/** A blank or data: page is refused without a question, though nothing in it came from a network (docs/chromium.md#local-network-access). */
function pageWithoutAddress(seen: Case): Cause | null {
  const kind = /^(about|data):/.exec(seen.page?.httpUrl ?? "")?.[0];
  if (kind === undefined) return null;
  return {
    id: "page-without-address",
    likelihood: "likely",
    title: "The page has no address of its own",
    why: "The browser does not know which network such a page is on, and lets it reach neither this machine nor the local network.",
    evidence: [`the page's address begins with ${kind}`, ...permissionEvidence(seen)],
    fix: { text: "Open the connection from a page that a server delivers, or from a `file:` page.", snippets: [] },
  };
}

function frame(seen: Case): Cause | null {
  if (seen.upgrade.target !== "iframe") return null;
  return {
    id: "frame-not-delegated",
    likelihood: "likely",
    title: "The frame may not have been given the permission",
    why: "The connection was opened in a frame, and the page around a frame must delegate the permission to it.",
    evidence: ["the connection was opened in a frame", ...permissionEvidence(seen)],
    fix: {
      text: "Delegate the matching permission to the frame.",
      snippets: [{ for: "HTML", code: '<iframe src="…" allow="local-network; loopback-network"></iframe>' }],
    },
  };
}

function permission(seen: Case): Cause {
  const isReported = seen.upgrade.exchange?.corsError?.code === "LocalNetworkAccessPermissionDenied";
  return {
    id: "permission-denied",
    likelihood: isReported ? "likely" : "possible",
    title: "Access to the local network may have been refused",
    why: "Browsers ask the user first, and remember the decision for the site.",
    evidence: [...permissionEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: `Allow access to the local network in the site's settings, or serve the ${seen.words.thing} under a public name.`,
      snippets: [],
    },
  };
}
