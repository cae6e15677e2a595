import { type Address, addressOf } from "../../upgrade/http/address.ts";
import { type Headers, headerValue } from "../../upgrade/http/headers.ts";
import { listOf } from "../../upgrade/http/tokens.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";

const SUBPROTOCOL = "Sec-WebSocket-Protocol";

/** What a protocol was recognised by: the literal that matched, and where it stood, in words. */
export interface Clue {
  readonly literal: string;
  readonly evidence: string;
}

/**
 * Looks for subprotocols by their exact names (case counts: RFC 6455 §4.1). What the server chose says more than what the
 * page offered: once a choice was seen, the offers are not looked at.
 *
 * @param names public names only: they are quoted as evidence
 * @returns the first of the connection's subprotocols that is among the names, or null
 */
export function subprotocol(upgrade: Upgrade, names: readonly string[]): Clue | null {
  const live = liveSubprotocol(upgrade);
  if (live !== null && names.includes(live)) return { literal: live, evidence: `protocol of the live socket: ${live}` };
  const chosen = subprotocolsIn(upgrade.response?.headers);
  const [side, seen] = chosen.length > 0 ? ["response", chosen] : ["request", subprotocolsIn(upgrade.request?.headers)];
  const literal = seen.find((candidate) => names.includes(candidate));
  return literal === undefined ? null : { literal, evidence: `${side} header ${SUBPROTOCOL}: ${literal}` };
}

/**
 * Looks among the offers for a name that begins so. Such names carry a secret behind the prefix, and the server answers
 * with another one; only the prefix is quoted.
 */
export function offerStarting(upgrade: Upgrade, prefix: string): Clue | null {
  const found = subprotocolsIn(upgrade.request?.headers).some((offer) => offer.startsWith(prefix));
  return found ? { literal: prefix, evidence: `request header ${SUBPROTOCOL}: ${prefix}…` } : null;
}

type Place = Pick<Address, "host" | "path" | "query">;

/** The last URL that was taken apart: every protocol of the registry asks for the same one in turn. */
let last: { readonly url: string | null; readonly place: Place } | null = null;

/** The address of an upgrade, or one that matches nothing when it is not known. */
export function placeOf({ url }: Upgrade): Place {
  if (last?.url !== url) {
    last = { url, place: addressOf(url) ?? { host: "", path: "", query: new URLSearchParams() } };
  }
  return last.place;
}

/** Whether a host is this domain or lies below it. */
export function isUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/**
 * A query parameter as evidence, with its value: only for values that are public and known by heart.
 *
 * @returns for instance "query EIO=4", or null when it is absent or has another value
 */
export function queryIs(query: URLSearchParams, name: string, values: RegExp): string | null {
  const value = query.get(name);
  return value !== null && values.test(value) ? `query ${name}=${value}` : null;
}

/** What a look at the live socket showed; of a connection that is older than the capture nothing else tells. */
function liveSubprotocol({ request, response, snapshots }: Upgrade): string | null {
  const protocol = snapshots.at(-1)?.protocol ?? "";
  return request !== null || response !== null || protocol === "" ? null : protocol;
}

function subprotocolsIn(headers: Headers | undefined): string[] {
  return listOf((headers && headerValue(headers, SUBPROTOCOL)) ?? "");
}
