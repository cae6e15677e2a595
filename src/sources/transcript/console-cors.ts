import type { CorsError, Interface } from "../../upgrade/http/exchange.ts";

/** What a line of a console says about a request that broke a rule for other origins. */
export interface ConsoleCors {
  readonly url: string;
  readonly by: Interface | null;
  /** null: the line does not name it. */
  readonly origin: string | null;
  /** null: it names no rule that is known. */
  readonly error: CorsError | null;
  /** null: a browser that is known by the words of its page alone. */
  readonly client: "Firefox" | "Safari" | null;
  readonly message: string;
}

/** Chrome since version 70 (Blink: cors_error_string.cc), with what asked. */
const CHROME =
  /Access to (XMLHttpRequest|fetch|resource) at '((?:https?|wss?):\/\/[^']{1,2000})'(?: \(redirected from '[^']{1,2000}'\))? from origin '([^']{1,300})' has been blocked by CORS policy: (.{1,1000})$/;

/** Chrome before it, and older WebKit. */
const OLD =
  /(XMLHttpRequest|EventSource|Fetch API) cannot load ((?:https?|wss?):\/\/[^\s'"]{1,2000}?)\.? (?!due to access control)([A-Z].{1,1000})$/;
const OLD_ORIGIN = /Origin '([^']{1,300})' is therefore not allowed access/;

const FIREFOX =
  /Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at (https?:\/\/\S{1,2000}?)\.? \(Reason: (.{1,300}?)\)\.?(?: Status code: (\d{3}|\(null\))\.?)?/;

/** By the browser's name for the rule (docs/chromium.md#refused-requests): what stands in the first group is the parameter. */
const RULES: readonly (readonly [code: string, words: RegExp])[] = [
  [
    "HeaderDisallowedByPreflightResponse",
    /Request header field '?([\w-]{1,80})'? is not allowed by Access-Control-Allow-Headers/,
  ],
  ["MethodDisallowedByPreflightResponse", /Method ([A-Z]{1,20}) is not allowed by Access-Control-Allow-Methods/],
  ["DisallowedRedirect", /Redirect is not allowed for a preflight request/],
  ["InvalidStatus", /It does not have HTTP ok status|Response for preflight has invalid HTTP status code \d{3}/],
  ["WildcardOriginNotAllowed", /must not be the wildcard '\*'|Allow-Origin. is .\*.\)?$/],
  ["MultipleAllowOriginValues", /contains multiple values '([^']{0,400})'|Multiple CORS header/],
  ["InvalidAllowOriginValue", /contains the invalid value '([^']{0,200})'/],
  [
    "AllowOriginMismatch",
    /header has a value '([^']{0,200})' that is not equal to the supplied origin|Allow-Origin. does not match .([^’']{1,200})[’']/,
  ],
  [
    "InvalidAllowCredentials",
    /'Access-Control-Allow-Credentials' header in the response is '([^']{0,40})' which must be 'true'|expected .true. in CORS header .Access-Control-Allow-Credentials/,
  ],
  ["MissingAllowOriginHeader", /No 'Access-Control-Allow-Origin' header is present|Allow-Origin. missing/],
  ["CorsDisabledScheme", /Cross origin requests are only supported for (?:protocol schemes|HTTP)/],
];

/** Chrome's words where it was the question before the request that was refused. */
const PREFLIGHT = /Response to preflight request doesn't pass access control check/;

const BY: Readonly<Record<string, Interface>> = {
  XMLHttpRequest: "XMLHttpRequest",
  fetch: "fetch",
  "Fetch API": "fetch",
  EventSource: "EventSource",
  // Chrome has no name of its own for an EventSource here.
  resource: "EventSource",
};

/** Reads a line of a browser's console about a rule for requests to other origins; null for any other. */
export function corsErrorIn(line: string): ConsoleCors | null {
  const [whole, asker = "", at, from, why = ""] = CHROME.exec(line) ?? [];
  if (whole !== undefined && at !== undefined)
    return corsOf({ url: at, by: BY[asker] ?? null, origin: from ?? null, why, client: null });
  const [old, who = "", url, words = ""] = OLD.exec(line) ?? [];
  if (old !== undefined && url !== undefined) {
    const origin = OLD_ORIGIN.exec(words)?.[1] ?? null;
    return corsOf({ url, by: BY[who] ?? null, origin, why: words, client: null });
  }
  const [firefox, remote, reason = ""] = FIREFOX.exec(line) ?? [];
  if (firefox === undefined || remote === undefined) return null;
  return corsOf({ url: remote, by: null, origin: null, why: reason, client: "Firefox" });
}

type CorsParts = Omit<ConsoleCors, "error" | "message"> & { readonly why: string };

/** The message is what stands after the addresses: those are reported beside it. */
function corsOf({ why, ...rest }: CorsParts): ConsoleCors | null {
  return URL.canParse(rest.url) ? { ...rest, error: errorIn(why), message: why } : null;
}

function errorIn(words: string): CorsError | null {
  for (const [code, pattern] of RULES) {
    const match = pattern.exec(words);
    if (match === null) continue;
    const isOwn = /Preflight|Disabled/.test(code);
    const parameter = match.slice(1).find((group) => group !== undefined) ?? "";
    return { code: PREFLIGHT.test(words) && !isOwn ? `Preflight${code}` : code, parameter };
  }
  return null;
}
