import { withoutEndSigns } from "../end-signs.ts";
import { placeholdersIn } from "../labels.ts";
import { type Found, matchesOf, shifted } from "./found.ts";
import { secretsInHeader } from "./in-header.ts";
import { secretsInUrl } from "./in-url.ts";
import { isSecretName, isSecretParameter } from "./names.ts";
import { jwtsIn } from "./shape.ts";

/** Where a URL begins, also inside another one. */
const URL_BEGINS = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\//gi;
const URL_ENDS = /[\s"'`<>\\^{}|]/;

/** Hostile text may hold a URL in a URL in a URL: each is read this far, parameters further on are found all the same. */
const LONGEST_URL = 8192;

/** The name of a parameter: of a URL, of a path without a host, of a URL inside a URL. */
const PARAMETER = /[?&;#]([^=&;#?\s"'`<>]{1,80})=/g;
const PARAMETER_VALUE = /[^&;#\s"'`<>]+/y;

/** `name=value` and `"name": "value"` anywhere; a colon without quotes is a sentence's. */
const PAIR = /([\w.-]{2,80})(?:="?|"\s{0,2}:\s{0,2}")/g;
const PAIR_VALUE = /[^\s&;,"'`<>(){}]{4,}/y;

/** RFC 9110 §11.4; only with credentials that words cannot be: with a digit, or padded. */
const SCHEME = /\b(?:Basic|Bearer|Negotiate|NTLM|Token|ApiKey)\s+((?=[^\s]*[\d=])[\w+/=.~:-]{6,})/dgi;

const SCHEME_NAME = /Basic|Bearer|Negotiate|NTLM|Token|ApiKey/i;

/** A header field quoted in evidence: "request header Cookie: a=b". */
const HEADER_LINE = /(?:^|\n|header )([\w-]{2,60}): ?([^\n]+)/dgi;
const QUOTED = /^((set-)?cookie2?|(proxy-)?authorization|sec-websocket-protocol)$/i;

/**
 * Finds secrets in any text: the URLs in it, parameters, quoted headers, credentials and JWTs.
 *
 * @param prose whether `name=value` in it may be a secret: in configuration it is an option
 */
export function secretsInText(text: string, prose = true): Found[] {
  // Most texts hold none of the signs that a secret needs: these are asked first, because patterns are slow.
  const found: Found[] = [];
  if (text.includes("redacted-")) {
    // A report that was redacted before and is explained anew.
    for (const one of placeholdersIn(text)) found.push({ ...one, end: one.start + one.value.length, part: null });
  }
  if (text.includes("eyJ")) {
    for (const { start, value } of jwtsIn(text))
      found.push({ start, end: start + value.length, value, kind: "token", part: null });
  }
  if (SCHEME_NAME.test(text)) found.push(...matchesOf(text, SCHEME, 1, "authorization", null));
  if (text.includes("://")) found.push(...inUrls(text));
  const hasEquals = text.includes("=");
  if (hasEquals) found.push(...named(text, PARAMETER, PARAMETER_VALUE, isSecretParameter));
  if (!prose) return found;
  const hasColon = text.includes(":");
  if (hasEquals || (hasColon && text.includes('"'))) found.push(...named(text, PAIR, PAIR_VALUE, isSecretName));
  if (hasColon) found.push(...inHeaderLines(text));
  return found;
}

function inUrls(text: string): Found[] {
  return [...text.matchAll(URL_BEGINS)].flatMap(({ index }) => {
    const rest = text.slice(index, index + LONGEST_URL);
    const length = rest.search(URL_ENDS);
    return shifted(secretsInUrl(withoutEndSigns(length < 0 ? rest : rest.slice(0, length))), index);
  });
}

function named(text: string, names: RegExp, values: RegExp, isSecret: (name: string) => boolean): Found[] {
  const found: Found[] = [];
  let until = 0;
  for (const match of text.matchAll(names)) {
    const start = match.index + match[0].length;
    if (start < until || !isSecret(match[1] ?? "")) continue;
    values.lastIndex = start;
    const value = withoutEndSigns(values.exec(text)?.[0] ?? "");
    if (value === "") continue;
    until = start + value.length;
    found.push({ start, end: until, value, kind: "token", part: null });
  }
  return found;
}

function inHeaderLines(text: string): Found[] {
  return [...text.matchAll(HEADER_LINE)].flatMap((match): Found[] => {
    const [, name = "", value = ""] = match;
    return QUOTED.test(name) ? shifted(secretsInHeader(name, value), match.indices?.[2]?.[0] ?? 0) : [];
  });
}
