import { stateOf, wasOpened } from "../state.ts";
import type { Upgrade } from "../upgrade.ts";

/** What a capture has to one host and port: the first two of each, since one may be the upgrade that is asked about. */
export interface AtPlace {
  readonly waiting: readonly Upgrade[];
  readonly opened: readonly Upgrade[];
}

/**
 * Sorts the upgrades of a capture by where they lead.
 *
 * @param placeOf host and port that an upgrade leads to, or null
 * @returns by host and port; places at which nothing waits and nothing opened are left out
 */
export function placesIn(
  upgrades: readonly Upgrade[],
  placeOf: (upgrade: Upgrade) => string | null,
): ReadonlyMap<string, AtPlace> {
  const places = new Map<string, { waiting: Upgrade[]; opened: Upgrade[] }>();
  for (const upgrade of upgrades) {
    const isWaiting = stateOf(upgrade) === "requested";
    const isOpened = wasOpened(upgrade);
    const name = isWaiting || isOpened ? placeOf(upgrade) : null;
    if (name === null) continue;
    const place = places.get(name) ?? { waiting: [], opened: [] };
    places.set(name, place);
    if (isWaiting && place.waiting.length < 2) place.waiting.push(upgrade);
    if (isOpened && place.opened.length < 2) place.opened.push(upgrade);
  }
  return places;
}
