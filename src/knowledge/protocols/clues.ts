import { addressOf } from "../../upgrade/http/address.ts";
import { type Headers, headerValue } from "../../upgrade/http/headers.ts";
import { listOf } from "../../upgrade/http/tokens.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";

const SUBPROTOCOL = "Sec-WebSocket-Protocol";

/** What protocols are recognized by, read once of an upgrade: every entry of the registry asks for the same. */
export interface Clues {
  readonly upgrade: Upgrade;
  /** Empty when the address is not known, as the path. */
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The subprotocol of the live socket; null unless nothing else shows it. */
  readonly live: string | null;
  /** Subprotocols that the server chose; more than one breaks the protocol. */
  readonly chosen: readonly string[];
  /** Subprotocols that the page offered. */
  readonly offered: readonly string[];
}

/** Stands where a path is read without its host (RFC 2606 §2). */
const NO_HOST = "host.invalid";

/** Reads the clues of an upgrade. */
export function cluesOf(upgrade: Upgrade): Clues {
  // A line of a log may have the path alone.
  const address = addressOf(upgrade.url ?? (upgrade.path === undefined ? null : `ws://${NO_HOST}${upgrade.path}`));
  return {
    upgrade,
    host: upgrade.url === null ? "" : (address?.host ?? ""),
    path: address?.path ?? "",
    // Only some protocols look at it, and making it is dear.
    get query() {
      return address?.query ?? new URLSearchParams();
    },
    live: liveSubprotocol(upgrade),
    chosen: subprotocolsIn(upgrade.response?.headers),
    offered: subprotocolsIn(upgrade.request?.headers),
  };
}

/** What a protocol was recognized by: the literal that matched, and where it stood, in words. */
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
export function subprotocol({ live, chosen, offered }: Clues, names: readonly string[]): Clue | null {
  if (live !== null && names.includes(live)) return { literal: live, evidence: `protocol of the live socket: ${live}` };
  const isChosen = chosen.length > 0;
  const literal = (isChosen ? chosen : offered).find((candidate) => names.includes(candidate));
  if (literal === undefined) return null;
  return { literal, evidence: `${isChosen ? "response" : "request"} header ${SUBPROTOCOL}: ${literal}` };
}

/**
 * Looks among the offers for a name that begins so. Such names carry a secret after the prefix, and the server answers
 * with another one; only the prefix is quoted.
 */
export function offerStarting({ offered }: Clues, prefix: string): Clue | null {
  const found = offered.some((offer) => offer.startsWith(prefix));
  return found ? { literal: prefix, evidence: `request header ${SUBPROTOCOL}: ${prefix}…` } : null;
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

/** What a snapshot of the live socket showed; of a connection that is older than the capture nothing else shows it. */
function liveSubprotocol({ request, response, snapshots }: Upgrade): string | null {
  const protocol = snapshots.at(-1)?.protocol ?? "";
  return request !== null || response !== null || protocol === "" ? null : protocol;
}

function subprotocolsIn(headers: Headers | undefined): string[] {
  return listOf((headers && headerValue(headers, SUBPROTOCOL)) ?? "");
}
