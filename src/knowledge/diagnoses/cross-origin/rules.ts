import { addressOf } from "../../../upgrade/http/address.ts";
import { code, type Words } from "../../text.ts";
import type { Case } from "../diagnosis.ts";
import { type Broken, originOf } from "./fault.ts";

/** What is said of one rule of CORS. */
interface Rule {
  /** After "The response" or "The response to the preflight": what was seen; null: nothing was sent. */
  saw(broken: Broken): Words | null;
  /** A cause id. */
  readonly cause: string;
  /** Whether it may be something else that led to it: the rule is certain, the cause is not. */
  readonly isGuess?: true;
  title(broken: Broken): Words;
  why(seen: Case, broken: Broken): Words;
  readonly fix: Words;
}

const ALLOW_ORIGIN = "`Access-Control-Allow-Origin`";

const ONE_ORIGIN = "Send the page's exact origin (with scheme and port), on error responses too.";

/** By the browser's name for the rule, without "Preflight". */
const RULES: Readonly<Record<string, Rule>> = {
  MissingAllowOriginHeader: {
    saw: () => `has no ${ALLOW_ORIGIN}`,
    cause: "cors-header-missing",
    title: () => "The server does not say that pages from other origins may read its responses",
    why: (seen) =>
      `A page may read a response from another origin only if a header of that response allows it.${asked(seen)}`,
    fix: `${ONE_ORIGIN} Where neither cookies nor a login are sent, \`*\` works as well.`,
  },
  AllowOriginMismatch: {
    saw: () => "allows a different origin than the one that asked",
    cause: "origin-rejected",
    title: ({ parameter }) => `The response allows ${code(parameter)}`,
    why: (seen, { parameter }) => `The two must match exactly.${asked(seen)}${difference(seen, parameter)}`,
    fix: ONE_ORIGIN,
  },
  InvalidAllowOriginValue: {
    saw: () => `has an ${ALLOW_ORIGIN} that is not an origin`,
    cause: "cors-header-invalid",
    title: ({ parameter }) => `${code(parameter)} is not an origin`,
    why: () =>
      "An origin is a scheme, a host and, unless it is the default, a port. Nothing else is allowed there except `*`.",
    fix: ONE_ORIGIN,
  },
  MultipleAllowOriginValues: {
    saw: () => `names more than one origin in ${ALLOW_ORIGIN}`,
    cause: "cors-header-twice",
    isGuess: true,
    title: () => "Two programs along the way may each add the header",
    why: (_, { parameter }) =>
      `It arrived as ${code(parameter)}, and only one value is allowed. This happens when the application and a proxy in front of it both add it, or when a list was written into it.`,
    fix: "Add the header in one place only. A server that allows several origins returns the one that asked.",
  },
  WildcardOriginNotAllowed: {
    saw: () => "allows any origin, which does not count with credentials",
    cause: "cors-wildcard-with-credentials",
    title: () => "The page asks with credentials, and the server allows `*`",
    why: (seen) => `${credentials(seen)} Then the response must name the page's origin itself.`,
    fix: `${ONE_ORIGIN} Or make the page ask without credentials, if none are needed.`,
  },
  InvalidAllowCredentials: {
    saw: () => "does not allow credentials",
    cause: "cors-credentials-missing",
    title: () => "The page asks with credentials, and the server does not allow them",
    why: (seen, { parameter }) =>
      `${credentials(seen)} Then \`Access-Control-Allow-Credentials\` must be \`true\`, in lowercase; ${parameter === "" ? "it was missing or empty" : `it was ${code(parameter)}`}.`,
    fix: "Add the header, or make the page ask without credentials, if none are needed.",
  },
  CorsDisabledScheme: {
    saw: () => null,
    cause: "wrong-scheme",
    title: () => "The address has a scheme that a request to another origin cannot have",
    why: () =>
      "Browsers send such requests over `http:` and `https:`. A `ws:` address given to a library that begins with an ordinary request, as SockJS does, fails like this.",
    fix: "Give the library the same address with `http://` or `https://`; it makes that of the WebSocket itself.",
  },
  InvalidStatus: {
    saw: () => "is not a success",
    cause: "preflight-not-answered",
    isGuess: true,
    title: () => "The server may not support the method `OPTIONS` here, or may require a login for it",
    why: () =>
      "Browsers first ask with `OPTIONS` whether a request like this may be sent (the preflight), and accept only a status from 200 to 299. They never send cookies or a login with a preflight, so the server must not require one.",
    fix: "Respond to `OPTIONS` at this path with 204 and these headers, before any login is checked.",
  },
  DisallowedRedirect: {
    saw: () => "is a redirect",
    cause: "preflight-redirected",
    title: () => "The server redirects the preflight, which browsers do not follow",
    why: () => "This happens when a server adds a slash, switches to https, or sends everyone to a login page.",
    fix: "Request the final address directly, or exempt `OPTIONS` from the redirect.",
  },
  MethodDisallowedByPreflightResponse: {
    saw: ({ parameter }) => `does not allow the method ${code(parameter)}`,
    cause: "cors-method-missing",
    title: ({ parameter }) => `The server does not list the method ${code(parameter)}`,
    why: () => "Any method other than `GET`, `HEAD` and `POST` must be allowed by `Access-Control-Allow-Methods`.",
    fix: "Add the method to the response to `OPTIONS`.",
  },
  HeaderDisallowedByPreflightResponse: {
    saw: ({ parameter }) => `does not allow the header ${code(parameter)}`,
    cause: "cors-request-header-missing",
    title: ({ parameter }) => `The server does not list the header ${code(parameter)}`,
    why: () =>
      "A header that a page adds itself, such as `Authorization`, must be allowed by `Access-Control-Allow-Headers`.",
    fix: "Add the header's name to the response to `OPTIONS`.",
  },
};

/** What is said of a rule, or null where it is one that nothing more is known of. */
export function ruleOf({ rule }: Broken): Rule | null {
  return Object.hasOwn(RULES, rule) ? (RULES[rule] ?? null) : null;
}

function asked(seen: Case): Words {
  const origin = originOf(seen);
  return origin === null ? "" : ` The page's origin is ${code(origin)}.`;
}

function credentials({ upgrade }: Case): Words {
  return upgrade.exchange?.by === "EventSource"
    ? "`withCredentials` makes an `EventSource` send cookies."
    : 'With `credentials: "include"` or `withCredentials` the page asks for cookies to be sent.';
}

/** Where two origins are nearly the same, in what they differ. */
function difference(seen: Case, allowed: string): Words {
  const [theirs, own] = [addressOf(allowed), addressOf(originOf(seen))];
  if (theirs === null || own === null) return "";
  if (theirs.host !== own.host) return "";
  if (theirs.scheme !== own.scheme) return " They differ in the scheme.";
  if (theirs.port !== own.port) return " They differ in the port.";
  return " The value continues after the host and port: an origin ends there, without a slash.";
}
