import { addressOf } from "../../../upgrade/http/address.ts";
import { endedByItself } from "../../../upgrade/lifetime.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { Case } from "../diagnosis.ts";
import { placeOf } from "./same-host.ts";

/** What ends within this many milliseconds ended together. */
const TOGETHER = 1000;

/** An end that was not an ordinary one. */
interface End {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly place: string | null;
}

interface Ends {
  /** When connections ended, in order. */
  readonly all: readonly number[];
  readonly byPlace: ReadonlyMap<string, readonly number[]>;
  readonly byId: ReadonlyMap<string, End>;
}

/** A capture is asked about each of its upgrades in turn, and all may have ended together: it is sorted once. */
const sorted = new WeakMap<readonly Upgrade[], Ends>();

/** How many other connections ended by themselves, and not with code 1000, within a second of this one. */
export function endedTogether({ upgrade, address, capture }: Pick<Case, "upgrade" | "address" | "capture">): {
  /** To the same host and port. */
  readonly near: number;
  /** To others. */
  readonly elsewhere: number;
} {
  const { closedAt, id } = upgrade;
  if (closedAt === null) return { near: 0, elsewhere: 0 };
  const { all, byPlace, byId } = endsOf(capture);
  const place = placeOf(address);
  const own = byId.get(id);
  const counted = own !== undefined && Math.abs(own.at - closedAt) <= TOGETHER ? own : null;
  const there = place === null ? 0 : numberAround(byPlace.get(place) ?? [], closedAt);
  const near = counted !== null && counted.place === place && place !== null ? there - 1 : there;
  return { near, elsewhere: numberAround(all, closedAt) - (counted === null ? 0 : 1) - near };
}

function endsOf(capture: readonly Upgrade[]): Ends {
  const before = sorted.get(capture);
  if (before !== undefined) return before;
  const all: number[] = [];
  const byPlace = new Map<string, number[]>();
  const byId = new Map<string, End>();
  for (const upgrade of capture) {
    const { id, url, closedAt: at, close } = upgrade;
    if (at === null || !endedByItself(upgrade) || close?.code === 1000) continue;
    const place = placeOf(addressOf(url));
    all.push(at);
    byId.set(id, { at, place });
    if (place === null) continue;
    const there = byPlace.get(place);
    if (there === undefined) byPlace.set(place, [at]);
    else there.push(at);
  }
  for (const times of [all, ...byPlace.values()]) times.sort((a, b) => a - b);
  const result = { all, byPlace, byId };
  sorted.set(capture, result);
  return result;
}

/** How many of these times, which are in order, lie around a moment. */
function numberAround(times: readonly number[], moment: number): number {
  const first = firstWith(times, (at) => moment - at <= TOGETHER);
  return firstWith(times, (at) => at - moment > TOGETHER) - first;
}

/** The index of the first time for which something holds that holds for all after it too; the length if for none. */
function firstWith(times: readonly number[], holds: (at: number) => boolean): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(times[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
