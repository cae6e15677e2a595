import { addressOf } from "../../../upgrade/http/address.ts";
import { headerValues } from "../../../upgrade/http/headers.ts";
import { type CorsFault, corsFaultOf } from "../../../upgrade/http/refused.ts";
import { headerEvidence } from "../../checks/finding.ts";
import { visibleText } from "../../text.ts";
import { requestHeader } from "../case.ts";
import type { Case } from "../diagnosis.ts";

/** The rule that was broken: one of Fetch's CORS check, or of its preflight. */
export interface Broken {
  /** Without the word "Preflight" before it. */
  readonly rule: string;
  /** What broke it: a header's value or name, a method; often empty. Foreign text. */
  readonly parameter: string;
  /** Whether it was the response to the question that browsers ask first; then the request itself was never sent. */
  readonly isPreflight: boolean;
  readonly isReported: boolean;
}

/** Rules of the preflight whose names do not begin so. */
const OF_PREFLIGHT = /^(Preflight|InvalidAllow(Methods|Headers)Preflight|(Method|Header)Disallowed)/;

/** The broken rule of a case, or null. */
export function brokenIn({ upgrade }: Case): Broken | null {
  const fault: CorsFault | null = corsFaultOf(upgrade);
  if (fault === null) return null;
  const { code, parameter, isReported } = fault;
  return { rule: code.replace(/^Preflight/, ""), parameter, isPreflight: OF_PREFLIGHT.test(code), isReported };
}

/** Rules that are about requests with cookies or a login: the page asked for those. */
export function needsCredentials({ rule }: Broken): boolean {
  return rule === "WildcardOriginNotAllowed" || rule === "InvalidAllowCredentials";
}

/** The origin of the requester, for use in a sentence; null: it was not seen, or there is none ("null"). */
export function originOf(seen: Case): string | null {
  const origin = requestHeader(seen, "Origin");
  if (origin !== null) return origin === "null" ? null : origin;
  // A frame may be of another origin than its page, and of a worker only the script's is known for sure.
  const { page, upgrade } = seen;
  const isOwn = upgrade.target === "page" && page !== null && page.scheme !== "other";
  return isOwn ? `${page.scheme === "wss" ? "https" : "http"}://${page.authority}` : null;
}

/** The same in a form that is safe inside a configuration, or a word in capitals that stands for it. */
export function plainOriginOf(seen: Case): string {
  const origin = originOf(seen) ?? "";
  const isPlain = /^https?:\/\/[A-Za-z0-9.:[\]-]+$/.test(origin) && addressOf(origin) !== null;
  return isPlain ? origin : "https://ORIGIN";
}

/** What shows the broken rule: the browser's name for it where it gave one, and the headers of both sides. */
export function faultEvidence(seen: Case, broken: Broken): string[] {
  const { exchange, response, error, client } = seen.upgrade;
  const code = exchange?.corsError?.code;
  const origin = requestHeader(seen, "Origin");
  const hasResponse = response !== null && !broken.isPreflight;
  const names = [
    "Access-Control-Allow-Origin",
    ...(needsCredentials(broken) ? ["Access-Control-Allow-Credentials"] : []),
  ];
  return [
    // The names of the rules are Chrome's.
    code === undefined || client !== undefined
      ? `${client ?? "the browser"}'s message: ${visibleText(error?.message ?? "")}`
      : `the browser's reason: ${visibleText(code)}`,
    ...(origin === null ? [] : headerEvidence("request", "Origin", [origin])),
    ...(hasResponse
      ? names.flatMap((name) => headerEvidence("response", name, headerValues(response.headers, name)))
      : []),
  ];
}
