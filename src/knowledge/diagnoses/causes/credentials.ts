import { addressOf } from "../../../upgrade/http/address.ts";
import { code, duration, visibleText } from "../../text.ts";
import { asker } from "../asker.ts";
import { answerHeader, redirectTarget, statusOf } from "../case.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { type ExpiredToken, expiredToken } from "../symptoms/expired-token.ts";

/** Somebody must log in first, or again. An expired token in the request makes it likely. */
export function loginRequired(seen: Case, base: Likelihood): Cause {
  const expired = expiredToken(seen);
  const location = redirectTarget(seen);
  const elsewhere = isElsewhere(seen, location);
  const challenge = answerHeader(seen, "WWW-Authenticate");
  // RFC 9110 §11.6.1: with this header a 401 says itself that credentials are what is missing.
  const isAsked = challenge !== null && statusOf(seen) === 401;
  const ranked = base === "possible" && (expired !== null || elsewhere) ? "likely" : base;
  return {
    id: "login-required",
    likelihood: isAsked ? "certain" : ranked,
    title:
      expired !== null
        ? "The token has expired"
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
      text: "Scripts cannot add an `Authorization` header to a WebSocket: use a cookie of the same site or a short-lived token that the server accepts in the query or as a subprotocol, and take the path out of rules that ask for a login page or a password.",
      snippets: [],
    },
  };
}

function why(expired: ExpiredToken | null, location: string | null, seen: Case): string {
  const status = statusOf(seen);
  if (expired !== null) {
    return `The request carried a token (${expired.where}) whose end of validity had passed ${duration(expired.ago)} before it was sent.`;
  }
  if (location !== null)
    return `The response sends the client to another host, ${code(location)}, as login services do.`;
  const { close } = seen.upgrade;
  if (close !== null && status === null)
    return `Servers close with ${close.code} also when a login or a token is missing or has ended.`;
  if (status === 401)
    return `A 401 asks for credentials (RFC 9110 §15.5.2), and ${asker(seen.upgrade)} had none that were accepted.`;
  if (status === null)
    return "Over HTTP/2 the browser gives no text for a 401, which asks for credentials (RFC 9110 §15.5.2).";
  return `Servers and gateways answer ${status} also to visitors whose session is missing or has ended.`;
}

function isElsewhere({ address }: Case, location: string | null): boolean {
  const target = addressOf(location);
  return target !== null && address !== null && target.host !== address.host;
}
