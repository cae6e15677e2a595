import { wasCut } from "../lifetime.ts";
import type { Upgrade } from "../upgrade.ts";

/** The ends of a capture that were not ordinary ones (`wasCut`). */
export class Ends {
  readonly #all: number[] = [];
  readonly #byHostPort = new Map<string, number[]>();
  readonly #byId = new Map<string, { readonly at: number; readonly hostPort: string | null }>();

  /**
   * @param upgrades of the capture
   * @param hostPortOf host and port that an upgrade leads to, or null
   */
  constructor(upgrades: readonly Upgrade[], hostPortOf: (upgrade: Upgrade) => string | null) {
    for (const upgrade of upgrades) {
      const { id, closedAt: at } = upgrade;
      if (at === null || !wasCut(upgrade)) continue;
      const hostPort = hostPortOf(upgrade);
      this.#all.push(at);
      this.#byId.set(id, { at, hostPort });
      if (hostPort === null) continue;
      const there = this.#byHostPort.get(hostPort);
      if (there === undefined) this.#byHostPort.set(hostPort, [at]);
      else there.push(at);
    }
    for (const times of [this.#all, ...this.#byHostPort.values()]) times.sort((a, b) => a - b);
  }

  /**
   * Number of other connections that ended around the time when this one did.
   *
   * @param at when it ended, epoch milliseconds
   * @param hostPort where it leads: host and port, or null
   * @param within milliseconds before and after
   * @returns `near` to the same host and port, `elsewhere` to others
   */
  around(id: string, at: number, hostPort: string | null, within: number): { near: number; elsewhere: number } {
    const own = this.#byId.get(id);
    const counted = own !== undefined && Math.abs(own.at - at) <= within ? own : null;
    const there = hostPort === null ? 0 : numberAround(this.#byHostPort.get(hostPort) ?? [], at, within);
    const near = counted !== null && counted.hostPort === hostPort && hostPort !== null ? there - 1 : there;
    return { near, elsewhere: numberAround(this.#all, at, within) - (counted === null ? 0 : 1) - near };
  }
}

/** Number of these times, which are in order, that lie around a moment. */
function numberAround(times: readonly number[], moment: number, within: number): number {
  const first = firstWith(times, (at) => moment - at <= within);
  return firstWith(times, (at) => at - moment > within) - first;
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
