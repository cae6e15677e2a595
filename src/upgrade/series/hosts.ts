import { stateOf, wasOpened } from "../state.ts";
import type { Upgrade } from "../upgrade.ts";

/** What a capture has to one host and port: the first two of each, since one may be the upgrade that is asked about. */
export interface AtHost {
  readonly waiting: readonly Upgrade[];
  readonly opened: readonly Upgrade[];
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
  const hosts = new Map<string, { waiting: Upgrade[]; opened: Upgrade[] }>();
  for (const upgrade of upgrades) {
    const isWaiting = stateOf(upgrade) === "requested";
    const isOpened = wasOpened(upgrade);
    const name = isWaiting || isOpened ? hostPortOf(upgrade) : null;
    if (name === null) continue;
    const hostPort = hosts.get(name) ?? { waiting: [], opened: [] };
    hosts.set(name, hostPort);
    if (isWaiting && hostPort.waiting.length < 2) hostPort.waiting.push(upgrade);
    if (isOpened && hostPort.opened.length < 2) hostPort.opened.push(upgrade);
  }
  return hosts;
}
