import { headerValues } from "../../../upgrade/http/headers.ts";
import { listOf } from "../../../upgrade/http/tokens.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { Check } from "../check.ts";
import { fail, headerEvidence, notObserved, pass } from "../finding.ts";
import { CUT_OFF, headersOf, mayBeCutOff, unseenRequest } from "../observed.ts";

/** RFC 6455 §4.1 (second list, item 9) and §4.4: the request says 13; a server that cannot lists what it can. */
export const versionCheck: Check = {
  id: "version",
  asks: "Do both sides speak version 13?",
  reference: rfc(6455, "4.4"),
  run(upgrade) {
    const listed = versionsListed(upgrade);
    const refused = headerEvidence("response", "Sec-WebSocket-Version", listed);
    const supported = listed.flatMap(listOf);
    if (supported.length > 0 && !supported.includes("13"))
      return fail(`The server refused and lists other versions: ${code(supported.join(", "))}.`, refused);
    const headers = headersOf(upgrade, "request");
    if (headers === null) return notObserved(unseenRequest(upgrade));
    const values = headerValues(headers, "Sec-WebSocket-Version");
    const evidence = headerEvidence("request", "Sec-WebSocket-Version", values);
    const [value, ...more] = values.map((text) => text.trim());
    if (value === undefined && mayBeCutOff(upgrade, "request", "Sec-WebSocket-Version"))
      return notObserved(CUT_OFF, evidence);
    if (value === undefined) return fail("The request has no Sec-WebSocket-Version header.", evidence);
    if (more.length > 0) return fail("The request has more than one Sec-WebSocket-Version header.", evidence);
    if (value !== "13") return fail(`The request asks for version ${code(value)}; the standard is 13.`, evidence);
    if (supported.length > 0)
      return pass("The request asks for version 13, which the server lists.", [...evidence, ...refused]);
    return pass("The request asks for version 13, the standard.", evidence);
  },
};

/** §4.4: only a refusal lists versions; on a response that switches the header has no such meaning. */
function versionsListed(upgrade: Upgrade): string[] {
  const status = upgrade.response?.status ?? 0;
  return status >= 400 && status < 500 ? headerValues(upgrade.response?.headers ?? [], "Sec-WebSocket-Version") : [];
}
