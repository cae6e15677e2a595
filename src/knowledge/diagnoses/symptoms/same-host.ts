import { addressOf } from "../../../upgrade/http/address.ts";
import { stateOf, type Upgrade, wasOpened } from "../../../upgrade/upgrade.ts";
import type { Case } from "../diagnosis.ts";

type Asked = Pick<Case, "upgrade" | "address" | "capture">;

/** Of what a capture has to one host and port the first two of each kind: one may be the upgrade that is asked about. */
interface Place {
  readonly waiting: Upgrade[];
  readonly opened: Upgrade[];
}

/** A capture is asked about each of its upgrades in turn: it is sorted once. */
const sorted = new WeakMap<readonly Upgrade[], ReadonlyMap<string, Place>>();

/** Another handshake to the same host and port that still waits for its answer, or null. */
export function waitingNeighbour(seen: Asked): Upgrade | null {
  return otherOf(seen, "waiting");
}

/** Another connection to the same host and port that opened, or null. */
export function openedNeighbour(seen: Asked): Upgrade | null {
  return otherOf(seen, "opened");
}

/** Where a connection leads: host and port as one text, or null without an address. */
export function placeOf(address: Case["address"]): string | null {
  return address && `${address.host}:${address.port}`;
}

function otherOf({ upgrade, address, capture }: Asked, kind: keyof Place): Upgrade | null {
  const place = placesOf(capture).get(placeOf(address) ?? "");
  return place?.[kind].find(({ id }) => id !== upgrade.id) ?? null;
}

function placesOf(capture: readonly Upgrade[]): ReadonlyMap<string, Place> {
  const before = sorted.get(capture);
  if (before !== undefined) return before;
  const places = new Map<string, Place>();
  for (const upgrade of capture) {
    const isWaiting = stateOf(upgrade) === "requested";
    const isOpened = wasOpened(upgrade);
    const name = isWaiting || isOpened ? placeOf(addressOf(upgrade.url)) : null;
    if (name === null) continue;
    const place = places.get(name) ?? { waiting: [], opened: [] };
    places.set(name, place);
    if (isWaiting && place.waiting.length < 2) place.waiting.push(upgrade);
    if (isOpened && place.opened.length < 2) place.opened.push(upgrade);
  }
  sorted.set(capture, places);
  return places;
}
