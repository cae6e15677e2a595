import { headerValues } from "../../../upgrade/http/headers.ts";
import { listOf } from "../../../upgrade/http/tokens.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { Check } from "../check.ts";
import { fail, headerEvidence, pass } from "../finding.ts";
import { judgeResponse, unasked } from "../response-rule.ts";

/** RFC 6455 §4.1 item 2: the response's Upgrade is `websocket`, case ignored. Chromium takes exactly one value. */
export const upgradeCheck: Check = {
  id: "upgrade",
  asks: "Does the response switch to WebSocket?",
  reference: rfc(6455, "4.1"),
  run(upgrade) {
    return (
      unasked(upgrade, "Upgrade", "websocket") ??
      judgeResponse("upgrade", upgrade, {
        judge(headers) {
          const values = headerValues(headers, "Upgrade");
          const evidence = headerEvidence("response", "Upgrade", values);
          const [only, ...more] = values.flatMap(listOf);
          if (values.length === 0) return fail(MISSING, evidence);
          if (only === undefined) return fail("The response's Upgrade header is empty.", evidence);
          if (more.length > 0) return fail(REPEATED, evidence);
          if (only.toLowerCase() !== "websocket") return fail(`Upgrade is ${code(only)}, not websocket.`, evidence);
          return pass("The response switches to websocket.", evidence);
        },
        said(detail) {
          if (detail.includes("is missing")) return MISSING;
          if (detail.includes("more than once")) return REPEATED;
          const value = /value is not 'WebSocket': ?(.*)$/is.exec(detail)?.[1];
          if (value === "") return "The response's Upgrade header is empty.";
          return value === undefined
            ? "The response's Upgrade header is wrong."
            : `Upgrade is ${code(value)}, not websocket.`;
        },
      })
    );
  },
};

const MISSING = "The response has no Upgrade header.";
const REPEATED = "The response has more than one Upgrade value; the browser accepts exactly one.";
