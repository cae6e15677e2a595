import { placeholdersIn } from "../../contract/labels.ts";
import { withoutEndSigns } from "../../formats/outline/end-signs.ts";
import { announcedIn } from "./announced.ts";
import { type Found, matchesOf, shifted } from "./found.ts";
import { secretsInHeader } from "./in-header.ts";
import { secretsInUrl } from "./in-url.ts";
import { markedKeysIn } from "./marked-keys.ts";
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
const PAIR_SIGN = /="?|"\s{0,2}:\s{0,2}"/g;
const PAIR_NAME = /[\w.-]/;
const LONGEST_PAIR_NAME = 80;
const PAIR_VALUE = /[^\s&;,"'`<>(){}]{4,}/y;

/** RFC 9110 §11.4; only with credentials that words cannot be: with a digit, or padded. What a challenge asks for is none. */
const SCHEME =
  /\b(?:Basic|Bearer|Negotiate|NTLM|Token|ApiKey)\s+(?!(?:realm|charset|scope|error(?:_description|_uri)?|authorization_uri|resource_metadata)=)((?=[^\s]*[\d=])[\w+/=.~:-]{6,})/dgi;

const SCHEME_NAME = /Basic|Bearer|Negotiate|NTLM|Token|ApiKey/i;

/** A header field quoted in evidence: "request header Cookie: a=b". */
const HEADER_LINE = /(?:^|\n|header )([\w-]{2,60}): ?([^\n]+)/dgi;
const QUOTED = /^((set-)?cookie2?|(proxy-)?authorization|sec-websocket-protocol)$/i;

/**
 * Finds secrets in any text: the URLs in it, parameters, quoted headers, credentials, JWTs and marked keys.
 *
 * @param prose whether `name=value` in it may be a secret: in configuration it is an option
 */
export function secretsInText(text: string, prose = true): Found[] {
  // Most texts hold none of the signs that a secret needs: these are asked first, because patterns are slow.
  const found: Found[] = [];
  if (text.includes("redacted-")) {
    // A report that was redacted before and is explained again.
    for (const one of placeholdersIn(text)) found.push({ ...one, end: one.start + one.value.length, part: null });
  }
  if (text.includes("eyJ")) {
    for (const { start, value } of jwtsIn(text))
      found.push({ start, end: start + value.length, value, kind: "token", part: null });
  }
  found.push(...markedKeysIn(text));
  if (SCHEME_NAME.test(text)) found.push(...matchesOf(text, SCHEME, 1, "authorization", null));
  if (text.includes("://")) found.push(...inUrls(text));
  const hasEquals = text.includes("=");
  if (hasEquals) found.push(...named(text, parametersIn(text), PARAMETER_VALUE, isSecretParameter));
  if (!prose) return found;
  found.push(...announcedIn(text));
  const hasColon = text.includes(":");
  if (hasEquals || (hasColon && text.includes('"')))
    found.push(...named(text, pairsIn(text), PAIR_VALUE, isSecretName));
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

/** A name, and where its value begins. */
interface Named {
  readonly name: string;
  readonly start: number;
}

function parametersIn(text: string): Named[] {
  return [...text.matchAll(PARAMETER)].map(({ 0: whole, 1: name = "", index }) => ({
    name,
    start: index + whole.length,
  }));
}

/**
 * The names before the signs of pairs. The signs are few: a pattern that began with the name would try each letter of a long
 * text, and reports are full of them.
 */
function pairsIn(text: string): Named[] {
  let from = 0;
  return [...text.matchAll(PAIR_SIGN)].flatMap(({ 0: sign, index }): Named[] => {
    let begin = index;
    while (begin > from && index - begin < LONGEST_PAIR_NAME && PAIR_NAME.test(text.charAt(begin - 1))) begin--;
    if (index - begin < 2) return [];
    from = index + sign.length;
    return [{ name: text.slice(begin, index), start: from }];
  });
}

function named(text: string, names: readonly Named[], values: RegExp, isSecret: (name: string) => boolean): Found[] {
  const found: Found[] = [];
  let until = 0;
  for (const { name, start } of names) {
    if (start < until || !isSecret(name)) continue;
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
