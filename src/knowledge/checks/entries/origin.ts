import { addressOf } from "../../../upgrade/http/address.ts";
import { headerValues } from "../../../upgrade/http/headers.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { Check } from "../check.ts";
import { fail, headerEvidence, notObserved, pass, warn } from "../finding.ts";
import { CUT_OFF, headersOf, mayBeCutOff, unseenRequest } from "../observed.ts";

/**
 * RFC 6455 §4.1 (second list, item 8): a browser says which page asks. §10.2: the server decides whether it lets that page
 * in, so another host is no fault. RFC 6454 §7.3: at most one Origin header.
 */
export const originCheck: Check = {
  id: "origin",
  asks: "Does the request say which page opened it?",
  reference: rfc(6455, "10.2"),
  run(upgrade) {
    const headers = headersOf(upgrade, "request");
    if (headers === null) return notObserved(unseenRequest(upgrade));
    const values = headerValues(headers, "Origin");
    const evidence = headerEvidence("request", "Origin", values);
    const [value, ...more] = values.map((text) => text.trim());
    if (value === undefined && mayBeCutOff(upgrade, "request", "Origin")) return notObserved(CUT_OFF, evidence);
    if (value === undefined)
      return warn("There is no Origin header: every browser must send one, but other programs need not.", evidence);
    if (more.length > 0) return fail("The request has more than one Origin header.", evidence);
    if (value === "null")
      return pass("The origin is `null`, as from a sandboxed frame; the server must allow it.", evidence);
    const origin = addressOf(value);
    if (origin === null) return warn(`The origin does not have the form that browsers use: ${code(value)}.`, evidence);
    const url = addressOf(upgrade.url);
    if (url === null) return pass(`The request says that ${code(value)} opened it.`, evidence);
    return origin.host === url.host
      ? pass("The page that opened it is on the same host.", evidence)
      : pass(
          `The request says that ${code(value)} opened it, on another host; the server decides whether it may.`,
          evidence,
        );
  },
};
