import { type Headers, headerValues } from "../../upgrade/http/headers.ts";
import { listOf } from "../../upgrade/http/tokens.ts";
import { wasOpened } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { failureOf } from "../diagnoses/browser-message.ts";
import type { Words } from "../text.ts";
import type { Finding } from "./check.ts";
import { browserEvidence, fail, headerEvidence, notApplicable, notObserved, pass, statusEvidence } from "./finding.ts";
import { CUT_OFF, hasSwitched, headersOf, isOverHttp2, mayBeCutOff, unseenResponse } from "./observed.ts";

/** The rules that a response's headers must keep, in the order in which Chromium checks them (docs/chromium.md#handshake-texts). */
const ORDER = ["upgrade", "accept", "connection", "subprotocol", "extensions"] as const;

export type ResponseRule = (typeof ORDER)[number];

/** The header that each is about. */
const NAMES: Readonly<Record<ResponseRule, string>> = {
  upgrade: "Upgrade",
  accept: "Sec-WebSocket-Accept",
  connection: "Connection",
  subprotocol: "Sec-WebSocket-Protocol",
  extensions: "Sec-WebSocket-Extensions",
};

/** RFC 8441 §5: an extended CONNECT has none of these headers, and none of these rules. */
const HTTP1_ONLY: readonly ResponseRule[] = ["upgrade", "accept", "connection"];

export interface ResponseJudge {
  /** Judges the headers of a response that switches protocols. */
  judge(headers: Headers, upgrade: Upgrade): Finding;
  /** Says in plain words what the browser said about this rule (its text without the common beginning). */
  said(detail: string): Words;
}

/**
 * Judges a rule about the response's headers by the headers themselves where they were seen, else by the browser's message:
 * they name the first rule that was broken, so the rules before it were kept and those after it were not looked at.
 */
export function judgeResponse(rule: ResponseRule, upgrade: Upgrade, { judge, said }: ResponseJudge): Finding {
  if (HTTP1_ONLY.includes(rule) && isOverHttp2(upgrade))
    return notApplicable("Over HTTP/2 and HTTP/3 a handshake has no such header (RFC 8441 §5).");
  const failure = failureOf(upgrade);
  const headers = headersOf(upgrade, "response");
  const found = headers !== null && hasSwitched(upgrade) ? judge(headers, upgrade) : null;
  const isCut = found?.outcome === "fail" && mayBeCutOff(upgrade, "response", NAMES[rule]);
  const judged = isCut ? notObserved(CUT_OFF, found.evidence) : found;
  if (failure.kind === "header" && failure.header === rule) {
    const [words] = browserEvidence(upgrade);
    return judged?.outcome === "fail"
      ? { ...judged, evidence: [...judged.evidence, words] }
      : fail(said(failure.detail), [words]);
  }
  if (judged !== null) return judged;
  if (failure.kind === "header") return judgeByOrder(rule, failure.header, upgrade);
  if (headers !== null && upgrade.response !== null)
    return notApplicable(
      `The response is ${upgrade.response.status}; this rule applies to a response that switches protocols.`,
      statusEvidence(upgrade.response),
    );
  return notObserved(unseenResponse(upgrade));
}

function judgeByOrder(rule: ResponseRule, broken: ResponseRule, upgrade: Upgrade): Finding {
  const evidence = browserEvidence(upgrade);
  if (ORDER.indexOf(rule) > ORDER.indexOf(broken))
    return notObserved("The browser stopped at an earlier rule, so it never got to this one.", evidence);
  // A broken subprotocol or extension does not show whether the HTTP/1.1 rules were checked at all: the request does.
  if (HTTP1_ONLY.includes(rule) && !HTTP1_ONLY.includes(broken) && headersOf(upgrade, "request") === null)
    return notObserved(unseenResponse(upgrade), evidence);
  return pass("The browser does not show this header, but it checked it and went on to a later rule.", evidence);
}

/**
 * Whether the request itself lacks a word that an upgrade needs (RFC 6455 §4.1, second list, items 5 and 6). Browsers never
 * leave it out; other clients do, and some proxies take it away.
 *
 * @param token compared without case
 * @returns the failure, or null when the request has it, was not seen, or was accepted all the same
 */
export function unasked(upgrade: Upgrade, name: string, token: string): Finding | null {
  const headers = headersOf(upgrade, "request");
  if (headers === null || isOverHttp2(upgrade) || wasOpened(upgrade)) return null;
  if (failureOf(upgrade).kind === "header") return null;
  const values = headerValues(headers, name);
  if (values.flatMap(listOf).some((element) => element.toLowerCase() === token.toLowerCase())) return null;
  if (mayBeCutOff(upgrade, "request", name)) return null;
  return fail(
    `The request's ${name} header does not contain ${token}, so it does not ask for a WebSocket.`,
    headerEvidence("request", name, values),
  );
}
