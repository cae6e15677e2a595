import { type Extension, parseExtensions } from "../../../upgrade/http/extensions.ts";
import { type Headers, headerValue, headerValues } from "../../../upgrade/http/headers.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { rfc } from "../../reference.ts";
import { code, type Words } from "../../text.ts";
import type { Check, Finding } from "../check.ts";
import { DEFLATE, deflateFault, deflateMismatch } from "../deflate.ts";
import { fail, headerEvidence, notObserved, pass } from "../finding.ts";
import { headersOf } from "../observed.ts";
import { judgeResponse } from "../response-rule.ts";

const NAME = "Sec-WebSocket-Extensions";

/** RFC 6455 §4.1 item 5 and §9.1: only what was offered; RFC 7692 §5 and §7.1 for permessage-deflate. */
export const extensionsCheck: Check = {
  id: "extensions",
  asks: "Were the chosen extensions offered, and are their parameters valid?",
  reference: rfc(6455, "9.1"),
  run: (upgrade) => judgeResponse("extensions", upgrade, { judge, said }),
};

const TWICE = "The response accepts permessage-deflate twice.";

function judge(headers: Headers, upgrade: Upgrade): Finding {
  const request = headersOf(upgrade, "request");
  const offers = headerValues(request ?? [], NAME);
  const offer = headerValue(request ?? [], NAME);
  const accepted = headerValue(headers, NAME);
  const acceptedEvidence = headerEvidence("response", NAME, headerValues(headers, NAME));
  const evidence = [...headerEvidence("request", NAME, offers), ...acceptedEvidence] as const;
  if (accepted === null) return pass("The server chose no extension: messages are not compressed.", acceptedEvidence);
  const chosen = parseExtensions(accepted);
  if (chosen === null)
    return fail("The response's Sec-WebSocket-Extensions header has invalid syntax.", acceptedEvidence);
  const fault = faultOf(chosen);
  if (fault !== null) return fail(fault, acceptedEvidence);
  if (request === null)
    return notObserved("The request was not seen, so what it offered is not known.", acceptedEvidence);
  const offered = offer === null ? [] : parseExtensions(offer);
  if (offered === null) return fail("The request's Sec-WebSocket-Extensions header has invalid syntax.", evidence);
  const mismatch = mismatchOf(chosen, offered);
  if (mismatch !== null) return fail(mismatch, evidence);
  return chosen.some(({ name }) => name === DEFLATE)
    ? pass("Both sides agreed to compress messages with permessage-deflate.", evidence)
    : pass("The server chose only extensions that were offered.", evidence);
}

/** What is wrong with the response by itself. */
function faultOf(chosen: readonly Extension[]): Words | null {
  const compressions = chosen.filter(({ name }) => name === DEFLATE);
  if (compressions.length > 1) return TWICE;
  return compressions.map((extension) => deflateFault(extension, false)).find((fault) => fault !== null) ?? null;
}

/** What is wrong with the response against the request; one fitting offer among several is enough (RFC 7692 §5). */
function mismatchOf(chosen: readonly Extension[], offered: readonly Extension[]): Words | null {
  for (const extension of chosen) {
    const offers = offered.filter(({ name }) => name === extension.name);
    if (offers.length === 0) return `The server chose ${code(extension.name)}, which was not offered.`;
    if (extension.name !== DEFLATE) continue;
    const faults = offers.map((offer) => deflateFault(offer, true) ?? deflateMismatch(extension, offer));
    if (!faults.includes(null)) return faults[0] ?? null;
  }
  return null;
}

function said(detail: string): Words {
  const unknown = /^[^']*unsupported extension '(.*)' in/is.exec(detail)?.[1];
  if (unknown !== undefined)
    return `The server chose ${code(unknown)}, an extension that the browser does not support.`;
  if (detail.includes("duplicate permessage-deflate response")) return TWICE;
  const parameters = /Error in permessage-deflate: (.*)$/is.exec(detail)?.[1];
  if (parameters !== undefined) return `The response's permessage-deflate breaks RFC 7692: ${code(parameters)}.`;
  return "The browser could not parse the response's Sec-WebSocket-Extensions header.";
}
