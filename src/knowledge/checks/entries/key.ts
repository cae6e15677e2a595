import { keyBytes } from "../../../upgrade/http/accept.ts";
import { headerValues } from "../../../upgrade/http/headers.ts";
import { rfc } from "../../reference.ts";
import type { Check } from "../check.ts";
import { fail, headerEvidence, notApplicable, notObserved, pass } from "../finding.ts";
import { isStandIn } from "../masked.ts";
import { CUT_OFF, hasSwitched, headersOf, isOverHttp2, mayBeCutOff, unseenRequest } from "../observed.ts";

/** RFC 6455 §4.1 (second list, item 7) and §4.2.1 item 5: base64 of 16 random bytes; §11.3.1: once. */
export const keyCheck: Check = {
  id: "key",
  asks: "Does the request carry one valid key?",
  reference: rfc(6455, "4.2.1"),
  run(upgrade) {
    if (isOverHttp2(upgrade)) return notApplicable("Over HTTP/2 and HTTP/3 a handshake has no key (RFC 8441 §5).");
    const headers = headersOf(upgrade, "request");
    if (headers === null) return notObserved(unseenRequest(upgrade));
    const values = headerValues(headers, "Sec-WebSocket-Key");
    const evidence = headerEvidence("request", "Sec-WebSocket-Key", values);
    const [key, ...more] = values;
    // A server that responded with 101 had a key to respond to: then the record lost it, not the request.
    if (key === undefined && hasSwitched(upgrade))
      return notObserved("The record of the request has no key.", evidence);
    if (key === undefined && mayBeCutOff(upgrade, "request", "Sec-WebSocket-Key"))
      return notObserved(CUT_OFF, evidence);
    if (key === undefined) return fail("The request has no Sec-WebSocket-Key header.", evidence);
    if (more.length > 0) return fail("The request has more than one Sec-WebSocket-Key header.", evidence);
    if (upgrade.fromFile && isStandIn(key))
      return notObserved("The file has something else in place of the key.", evidence);
    if (mayBeCutOff(upgrade, "request", "Sec-WebSocket-Key") && keyBytes(key) !== 16)
      return notObserved(CUT_OFF, evidence);
    const length = keyBytes(key);
    if (length === null) return fail("The key is not base64.", evidence);
    if (length !== 16) return fail(`The key decodes to ${length} bytes; it must be 16.`, evidence);
    return pass("The key is base64 of 16 bytes.", evidence);
  },
};
