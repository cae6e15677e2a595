import { headerValues } from "../../../upgrade/http/headers.ts";
import { listOf } from "../../../upgrade/http/tokens.ts";
import { rfc } from "../../reference.ts";
import type { Check } from "../check.ts";
import { fail, headerEvidence, pass } from "../finding.ts";
import { judgeResponse, unasked } from "../response-rule.ts";

/** RFC 6455 §4.1 item 3: the list in Connection has the token `Upgrade`, case ignored; others may stand beside it. */
export const connectionCheck: Check = {
  id: "connection",
  asks: "Does the response's Connection header list Upgrade?",
  reference: rfc(6455, "4.1"),
  run(upgrade) {
    return (
      unasked(upgrade, "Connection", "Upgrade") ??
      judgeResponse("connection", upgrade, {
        judge(headers) {
          const values = headerValues(headers, "Connection");
          const evidence = headerEvidence("response", "Connection", values);
          if (values.length === 0) return fail(MISSING, evidence);
          const hasUpgrade = values.flatMap(listOf).some((token) => token.toLowerCase() === "upgrade");
          return hasUpgrade
            ? pass("The response's Connection header lists Upgrade.", evidence)
            : fail(WITHOUT, evidence);
        },
        said: (detail) => (detail.includes("is missing") ? MISSING : WITHOUT),
      })
    );
  },
};

const MISSING = "The response has no Connection header.";
const WITHOUT = "The response's Connection header does not list Upgrade.";
