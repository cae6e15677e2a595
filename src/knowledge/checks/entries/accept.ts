import { acceptOf } from "../../../upgrade/http/accept.ts";
import { headerValues } from "../../../upgrade/http/headers.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { once } from "../../explanation/once.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { Check, Finding } from "../check.ts";
import { fail, headerEvidence, notObserved, pass } from "../finding.ts";
import { isStandIn } from "../masked.ts";
import { headersOf } from "../observed.ts";
import { judgeResponse } from "../response-rule.ts";

/**
 * RFC 6455 §4.1 item 4: the value is base64(SHA-1(key + GUID)), compared exactly, white space around it ignored.
 * §11.3.3: once in a response.
 */
export const acceptCheck: Check = {
  id: "accept",
  asks: "Does the response prove that it was made for this request?",
  reference: rfc(6455, "4.1"),
  run(upgrade) {
    const expected = once(() => expectedOf(upgrade));
    const finding = judgeResponse("accept", upgrade, {
      judge(headers) {
        const values = headerValues(headers, "Sec-WebSocket-Accept");
        const evidence = headerEvidence("response", "Sec-WebSocket-Accept", values);
        const [value, ...more] = values;
        if (value === undefined) return fail(MISSING, evidence);
        if (more.length > 0 || value.includes(",")) return fail(REPEATED, evidence);
        if (upgrade.fromFile && isStandIn(value))
          return notObserved("The file has something else in place of the accept value.", evidence);
        const needed = expected();
        if (needed === null)
          return notObserved("Without the request's key the accept value cannot be verified.", evidence);
        return value.trim() === needed
          ? pass("The accept value matches this request's key.", evidence)
          : fail(`The accept value is ${code(value)}; this key needs ${code(needed)}.`, evidence);
      },
      said(detail) {
        if (detail.includes("is missing")) return MISSING;
        return detail.includes("more than once") ? REPEATED : "The accept value does not match this request's key.";
      },
    });
    return withComputation(finding, expected);
  },
};

const MISSING = "The response has no Sec-WebSocket-Accept header.";
const REPEATED = "The response has more than one Sec-WebSocket-Accept value.";

/** Null when there is no single key to compute from. */
function expectedOf(upgrade: Upgrade): string | null {
  const [key, ...more] = headerValues(headersOf(upgrade, "request") ?? [], "Sec-WebSocket-Key");
  if (key === undefined || more.length > 0 || (upgrade.fromFile && isStandIn(key))) return null;
  return acceptOf(key);
}

/** What the value had to be stands beside every judgment of it. */
function withComputation(finding: Finding, expected: () => string | null): Finding {
  if (finding.outcome !== "pass" && finding.outcome !== "fail") return finding;
  const needed = expected();
  if (needed === null) return finding;
  return { ...finding, evidence: [...finding.evidence, `computed from the request's key: ${needed}`] };
}
