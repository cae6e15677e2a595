import { isMessageAlone } from "../../../upgrade/state.ts";
import { chromium } from "../../reference.ts";
import { isHttp2, supported } from "../case.ts";
import { loginRequired } from "../causes/credentials.ts";
import { isUnexplained, unexplainedCauses, unexplainedSummary } from "../causes/firefox.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence, sentEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/**
 * An error without words. Extensions that may watch or block requests empty them (docs/chromium.md#empty-text); a 401 over
 * HTTP/2 has none either, and Firefox's log has none at all (docs/firefox.md#no-response).
 */
export const reasonHidden: Diagnosis = {
  id: "reason-hidden",
  stage: "hidden",
  reference: chromium("extensions/browser/api/web_request/web_request_proxying_websocket.cc"),
  applies: ({ failure, upgrade }) => failure.kind === "hidden" || isUnexplained(upgrade),
  summary: (seen) => {
    if (isUnexplained(seen.upgrade)) return unexplainedSummary(seen);
    // A line of a console alone does not show how far it came.
    if (isMessageAlone(seen.upgrade)) return "The attempt failed, and the browser gave no reason.";
    return seen.upgrade.request === null
      ? "The attempt failed before its request was sent, and the browser gave no reason."
      : "The attempt failed after its request was sent, and the browser gave no reason.";
  },
  brief: () => "the browser gave no reason",
  causes: (seen) =>
    isUnexplained(seen.upgrade)
      ? unexplainedCauses(seen)
      : supported(extensionHides(seen), isHttp2(seen) ? loginRequired(seen, "possible") : null),
};

function extensionHides(seen: Case): Cause {
  return {
    id: "extension-hides-reason",
    likelihood: "likely",
    title: "Another extension may keep the reason hidden",
    why: "An empty reason suggests that an extension is enabled that may watch or block requests, such as an ad blocker or a password manager. With one, the browser gives no reason on any site, whether or not the extension blocked this attempt.",
    evidence: [saidEvidence(seen), sentEvidence(seen)],
    fix: {
      text: "Try again in a guest window or a profile without extensions: there the browser gives the reason. A log recorded with `chrome://net-export` has it as well.",
      snippets: [curl(seen)],
    },
  };
}
