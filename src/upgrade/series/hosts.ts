import { stateOf, wasOpened } from "../state.ts";
import type { Upgrade } from "../upgrade.ts";

/** What a capture has to one host and port: the first two of each, since one may be the upgrade that is asked about. */
export interface AtHost {
  readonly waiting: readonly Upgrade[];
  readonly opened: readonly Upgrade[];
  /** Opened without TLS, so that the port speaks plain HTTP. */
  readonly plain: readonly Upgrade[];
  /** Got as far as TLS goes: a response over it, or a certificate that the browser did not accept. */
  readonly secure: readonly Upgrade[];
}

/**
 * Sorts the upgrades of a capture by where they lead.
 *
 * @param hostPortOf host and port that an upgrade leads to, or null
 * @returns by host and port; hosts at which nothing waits and nothing opened are left out
 */
export function hostsIn(
  upgrades: readonly Upgrade[],
  hostPortOf: (upgrade: Upgrade) => string | null,
): ReadonlyMap<string, AtHost> {
  const hosts = new Map<string, Record<keyof AtHost, Upgrade[]>>();
  for (const upgrade of upgrades) {
    const kinds = kindsOf(upgrade);
    const name = kinds.length === 0 ? null : hostPortOf(upgrade);
    if (name === null) continue;
    const hostPort = hosts.get(name) ?? { waiting: [], opened: [], plain: [], secure: [] };
    hosts.set(name, hostPort);
    for (const kind of kinds) if (hostPort[kind].length < 2) hostPort[kind].push(upgrade);
  }
  return hosts;
}

function kindsOf(upgrade: Upgrade): readonly (keyof AtHost)[] {
  const isSecure = /^(?:wss|https):/i.test(upgrade.url ?? "") && upgrade.isSchemeGuessed === undefined;
  if (stateOf(upgrade) === "requested") return ["waiting"];
  if (wasOpened(upgrade)) return ["opened", ...(isSecure ? (["secure"] as const) : isPlain(upgrade))];
  return isSecure && isPastTls(upgrade) ? ["secure"] : [];
}

function isPlain({ url, isSchemeGuessed }: Upgrade): readonly "plain"[] {
  return /^(?:ws|http):/i.test(url ?? "") && isSchemeGuessed === undefined ? ["plain"] : [];
}

/** Chromium's words for a certificate (net/base/net_error_list.h) and for a status of a refused handshake. */
const PAST_TLS = /\bnet::ERR_CERT_|^Error during WebSocket handshake: Unexpected response code: \d/;

function isPastTls({ response, error }: Upgrade): boolean {
  return response !== null || PAST_TLS.test(error?.message ?? "");
}
