import { type Headers, headerValues } from "../../../upgrade/http/headers.ts";
import { isToken, listOf } from "../../../upgrade/http/tokens.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { rfc } from "../../reference.ts";
import { code, type Words } from "../../text.ts";
import type { Check, Finding } from "../check.ts";
import { fail, headerEvidence, notObserved, pass, warn } from "../finding.ts";
import { headersOf } from "../observed.ts";
import { judgeResponse } from "../response-rule.ts";

const NAME = "Sec-WebSocket-Protocol";

/**
 * RFC 6455 §4.1 item 6 and §4.2.2 item 5: the server chooses one of the offered names, or none. Compared exactly, case
 * included; §11.3.4: once in a response. Choosing none is allowed by the RFC, and refused by Chromium.
 */
export const subprotocolCheck: Check = {
  id: "subprotocol",
  asks: "Is the chosen subprotocol one that was offered?",
  reference: rfc(6455, "4.1"),
  run: (upgrade) => judgeResponse("subprotocol", upgrade, { judge, said }),
};

const NONE_CHOSEN = "The request offers subprotocols but the server chose none; Chrome refuses that.";
const REPEATED = "The response has more than one Sec-WebSocket-Protocol value; only one is allowed.";

function judge(headers: Headers, upgrade: Upgrade): Finding {
  const request = headersOf(upgrade, "request");
  const offers = headerValues(request ?? [], NAME);
  const offered = offers.flatMap(listOf);
  const values = headerValues(headers, NAME);
  const chosen = values.flatMap(listOf);
  const responseEvidence = headerEvidence("response", NAME, values);
  const evidence = [...headerEvidence("request", NAME, offers), ...responseEvidence] as const;
  const [name] = chosen;
  if (values.length > 1 || chosen.length > 1) return fail(REPEATED, responseEvidence);
  if (request === null)
    return notObserved("The request was not seen, so what it offered is not known.", responseEvidence);
  if (values.length > 0 && name === undefined)
    return fail("The response's Sec-WebSocket-Protocol is empty.", responseEvidence);
  if (name === undefined) {
    if (offered.length > 0)
      return warn("The server chose none of the subprotocols: RFC 6455 allows that, but Chrome refuses it.", evidence);
    return pass("No subprotocol was offered, and none was chosen.", evidence);
  }
  if (offered.length === 0) return fail(`The server chose ${code(name)}, but none was offered.`, evidence);
  if (!offered.includes(name)) return fail(notOffered(name, offered), evidence);
  const fault = offerFault(offered);
  return fault === null ? pass(`The server chose ${code(name)}, which was offered.`, evidence) : warn(fault, evidence);
}

function notOffered(name: string, offered: readonly string[]): Words {
  const sameIgnoringCase = offered.find((other) => other.toLowerCase() === name.toLowerCase());
  return sameIgnoringCase === undefined
    ? `The server chose ${code(name)}, which was not offered.`
    : `The server chose ${code(name)}, but ${code(sameIgnoringCase)} was offered; case matters.`;
}

/** RFC 6455 §4.1 (second list, item 10): the offered names are unique tokens. */
function offerFault(offered: readonly string[]): Words | null {
  const twice = offered.find((name, i) => offered.indexOf(name) !== i);
  if (twice !== undefined) return `The request offers ${code(twice)} twice; each name may appear only once.`;
  const odd = offered.find((name) => !isToken(name));
  return odd === undefined ? null : `The request offers ${code(odd)}, which is not a valid name.`;
}

function said(detail: string): Words {
  if (detail.includes("no response was received")) return NONE_CHOSEN;
  if (detail.includes("more than once")) return REPEATED;
  const unasked = /if not present in request: ?(.*)$/is.exec(detail)?.[1];
  if (unasked !== undefined) return `The server chose ${code(unasked)}, but none was offered.`;
  const wrong = /^(?:[^']*'[^']*')?[^']*header value '(.*)' in response does not match/is.exec(detail)?.[1];
  if (wrong === "") return "The response's Sec-WebSocket-Protocol is empty.";
  return wrong === undefined
    ? "The browser refused the response's subprotocol."
    : `The server chose ${code(wrong)}, which was not offered.`;
}
