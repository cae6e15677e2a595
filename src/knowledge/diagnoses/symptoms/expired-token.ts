import { requestHeader } from "../case.ts";
import type { Case } from "../diagnosis.ts";

export interface ExpiredToken {
  /** Where it was found; never the token itself. */
  readonly where: string;
  /** How long before the request it had expired, in milliseconds. */
  readonly ago: number;
}

/**
 * Looks for a JSON Web Token (RFC 7519) in the query or among the offered subprotocols whose `exp` (§4.1.4) had passed when
 * the request was sent. Its signature is not looked at.
 *
 * @returns the first one that had expired, or null
 */
export function expiredToken(seen: Case): ExpiredToken | null {
  const at = seen.upgrade.request?.at ?? seen.upgrade.createdAt;
  if (at === null) return null;
  const inQuery = [...(seen.address?.query ?? [])].map(([name, value]) => ({
    where: `query parameter ${name}`,
    value,
  }));
  const offered = (requestHeader(seen, "Sec-WebSocket-Protocol") ?? "").split(/[\s,]+/);
  const inOffer = offered.map((value) => ({ where: "an offered subprotocol", value }));
  for (const { where, value } of [...inQuery, ...inOffer]) {
    const expiry = expiryOf(value);
    if (expiry !== null && expiry < at) return { where, ago: at - expiry };
  }
  return null;
}

/** `exp` in epoch milliseconds, or null when the text is no such token. */
function expiryOf(text: string): number | null {
  const payload = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]*\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*$/.exec(text)?.[1];
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    if (typeof claims !== "object" || claims === null || !("exp" in claims)) return null;
    return typeof claims.exp === "number" && Number.isFinite(claims.exp) ? claims.exp * 1000 : null;
  } catch {
    return null;
  }
}
