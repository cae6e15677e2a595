import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { failureOf } from "../../diagnoses/browser-message.ts";
import { rfc } from "../../reference.ts";
import type { Words } from "../../text.ts";
import type { Check, Finding } from "../check.ts";
import { browserEvidence, fail, notObserved, pass, statusEvidence } from "../finding.ts";
import { hasSwitched, isOverHttp2, unseenResponse } from "../observed.ts";

/** RFC 6455 §4.1: anything but 101 is no handshake; RFC 8441 §5: over HTTP/2 it is 200. */
export const statusCheck: Check = {
  id: "status",
  asks: "Did the server agree to switch?",
  reference: rfc(6455, "4.1"),
  run(upgrade) {
    const { response } = upgrade;
    if (response === null) return fromWords(upgrade);
    const evidence = statusEvidence(response);
    if (!hasSwitched(upgrade)) return fail(refusal(response.status, isOverHttp2(upgrade)), evidence);
    return response.status === 101
      ? pass("101 Switching Protocols: the server agreed.", evidence)
      : pass("200 over HTTP/2 or HTTP/3: the server agreed.", evidence);
  },
};

/** The browser hides a refused response, but its words name the status or what came after it. */
function fromWords(upgrade: Upgrade): Finding {
  const failure = failureOf(upgrade);
  const evidence = browserEvidence(upgrade);
  if (failure.kind === "status") return fail(refusal(failure.status, isOverHttp2(upgrade)), evidence);
  if (failure.kind === "header")
    return pass("The status was right: the browser went on to check the headers.", evidence);
  if (failure.kind === "text" && failure.text === "authentication-failed")
    return fail("The response is 401: the server requires a login, and accepted none from the browser.", evidence);
  if (failure.kind === "text" && failure.text === "proxy-authentication-failed")
    return fail("A proxy responded with 407: it requires a login, and accepted none from the browser.", evidence);
  if (failure.kind === "net" && failure.code === "ERR_UNEXPECTED_PROXY_AUTH")
    return fail("The response is 407, a proxy's status, but the browser does not use the sender as a proxy.", evidence);
  if (failure.kind === "text" && failure.text === "invalid-status-line")
    return fail("The response does not begin with an HTTP status line.", evidence);
  if (failure.kind === "net" && failure.code === "ERR_INVALID_HTTP_RESPONSE")
    return fail("What came back is not valid HTTP, so no status could be read.", evidence);
  return notObserved(unseenResponse(upgrade));
}

function refusal(status: number, overHttp2: boolean): Words {
  if (overHttp2) return `The response is ${status}; over HTTP/2 only 200 to an extended CONNECT opens a WebSocket.`;
  // Any 1xx before the 101 ends the handshake (docs/chromium.md#first-response-is-final).
  if (status >= 100 && status < 200) return `An interim ${status} came first; browsers accept only 101.`;
  return `The response is ${status}; only 101 switches to WebSocket.`;
}
