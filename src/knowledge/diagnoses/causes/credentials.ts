import { addressOf } from "../../../upgrade/http/address.ts";
import { code, duration, visibleText } from "../../text.ts";
import { asker } from "../asker.ts";
import { redirectTarget, requestHeader, responseHeader, statusOf } from "../case.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { type ExpiredToken, expiredToken } from "../symptoms/expired-token.ts";

/** Somebody must log in first, or again. An expired token in the request makes it likely. */
export function loginRequired(seen: Case, base: Likelihood): Cause {
  const expired = expiredToken(seen);
  const location = redirectTarget(seen);
  const elsewhere = isElsewhere(seen, location);
  const challenge = responseHeader(seen, "WWW-Authenticate");
  const isRefused = statusOf(seen) === 401 && requestHeader(seen, "Authorization") !== null;
  // RFC 9110 §11.6.1: with this header a 401 says itself that credentials are what is missing.
  const isAsked = challenge !== null && statusOf(seen) === 401 && !isRefused;
  const ranked = base === "possible" && (expired !== null || elsewhere) ? "likely" : base;
  return {
    id: "login-required",
    likelihood: isAsked ? "certain" : ranked,
    title:
      expired !== null
        ? "The token has expired"
        : isRefused
          ? "The credentials in `Authorization` may be wrong"
          : isAsked
            ? "A login or a token is missing"
            : "A login or a token may be missing",
    why: why(expired, elsewhere ? location : null, seen),
    evidence: [
      ...(expired === null ? [] : [`${expired.where}: a token that had expired ${duration(expired.ago)} earlier`]),
      ...(elsewhere ? [`response header Location: ${visibleText(location ?? "")}`] : []),
      ...(challenge === null ? [] : [`response header WWW-Authenticate: ${visibleText(challenge)}`]),
      saidEvidence(seen),
    ],
    fix: {
      text: `${seen.upgrade.client === undefined ? "Scripts" : "Give the program credentials that the server accepts. Scripts of a page"} cannot add an \`Authorization\` header to a WebSocket. Use a same-site cookie, or a short-lived token that the server accepts in the query or as a subprotocol, and exempt the path from rules that ask for a login page or a password.`,
      snippets: [],
    },
  };
}

function why(expired: ExpiredToken | null, location: string | null, seen: Case): string {
  const status = statusOf(seen);
  if (expired !== null) {
    return `The request carried a token (${expired.where}) that had expired ${duration(expired.ago)} before it was sent.`;
  }
  if (location !== null)
    return `The response redirects the client to another host, ${code(location)}, as login services do.`;
  const { close } = seen.upgrade;
  if (close !== null && status === null)
    return `Servers also close with ${close.code} when a login or a token is missing or has expired.`;
  if (status === 401)
    return `A 401 asks for credentials (RFC 9110 §15.5.2), and ${asker(seen.upgrade)} had none that was accepted.`;
  if (status === null && seen.upgrade.client !== undefined)
    return "Servers refuse clients that have no login or token, or an expired one.";
  if (status === null)
    return "Over HTTP/2 the browser gives no error text for a 401, which asks for credentials (RFC 9110 §15.5.2).";
  return `Servers and gateways also respond with ${status} when a visitor's session is missing or has expired.`;
}

function isElsewhere({ address }: Case, location: string | null): boolean {
  const target = addressOf(location);
  // A socket that moved is no page to log in.
  if (/^wss?:/i.test(location ?? "")) return false;
  return target !== null && address !== null && target.host !== address.host;
}
