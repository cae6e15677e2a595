import { openedAt } from "../lifetime.ts";
import { isWatchedOpen, messagesOf, wasOpened } from "../state.ts";
import type { Upgrade } from "../upgrade.ts";

/** WHATWG WebSockets: `WebSocket.OPEN`. */
const OPEN = 1;

interface Life {
  readonly from: number;
  /** The last moment at which it is known to have been open. */
  readonly to: number;
  readonly upgrade: Upgrade;
}

/**
 * Sorts the upgrades of a capture for it.
 *
 * @param hostPortOf host and port that an upgrade leads to, or null
 * @returns by host and port
 */
export function survivorsIn(
  upgrades: readonly Upgrade[],
  hostPortOf: (upgrade: Upgrade) => string | null,
): ReadonlyMap<string, Survivors> {
  const found = new Map<string, Upgrade[]>();
  for (const upgrade of upgrades) {
    const hostPort = hostPortOf(upgrade);
    if (hostPort === null) continue;
    const there = found.get(hostPort);
    if (there === undefined) found.set(hostPort, [upgrade]);
    else there.push(upgrade);
  }
  return new Map([...found].map(([hostPort, there]) => [hostPort, new Survivors(there)]));
}

/** Connections by their lives, among which one that lived through a stretch of time is found without a look at all of them. */
export class Survivors {
  /** By their ends, the last first. */
  readonly #lives: readonly Life[];
  /** For each of `#lives`, the two that opened first among it and those before it: one may be the upgrade that asks. */
  readonly #oldest: (readonly Life[])[] = [];

  /** @param upgrades all to one host and port */
  constructor(upgrades: readonly Upgrade[]) {
    this.#lives = upgrades.flatMap((upgrade) => knownLifeOf(upgrade) ?? []).sort((a, b) => b.to - a.to);
    let oldest: readonly Life[] = [];
    for (const life of this.#lives) {
      oldest = [...oldest, life].sort((a, b) => a.from - b.from).slice(0, 2);
      this.#oldest.push(oldest);
    }
  }

  /** One that opened before a stretch of time and was still open after it, other than the one that asks; or null. */
  through(id: string, from: number, to: number): Upgrade | null {
    const after = this.#numberAfter(to);
    const found = this.#oldest[after - 1]?.find((life) => life.upgrade.id !== id && life.from < from);
    return found?.upgrade ?? null;
  }

  /** Number of those that were open after a moment. */
  #numberAfter(moment: number): number {
    let [low, high] = [0, this.#lives.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lives[middle]?.to ?? 0) > moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What is open and watched goes on; of anything else it is known until when something was seen of it. */
function knownLifeOf(upgrade: Upgrade): Life | null {
  const from = wasOpened(upgrade) ? openedAt(upgrade) : null;
  if (from === null) return null;
  const { closedAt, snapshots, unwatchedSince, error } = upgrade;
  if (closedAt === null && isWatchedOpen(upgrade)) return { from, to: Number.POSITIVE_INFINITY, upgrade };
  const seen = snapshots.findLast(({ readyState }) => readyState === OPEN)?.at;
  const last = [messagesOf(upgrade).lastAt, seen, error === null ? unwatchedSince : null].map((at) => at ?? from);
  return { from, to: closedAt ?? Math.max(...last), upgrade };
}
