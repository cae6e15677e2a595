import { endedByItself } from "../lifetime.ts";
import type { Upgrade } from "../upgrade.ts";
import { Moments } from "./moments.ts";

/** Ends that are named; of hundreds the first ones show well enough which they are. */
const NAMED = 3;

/**
 * Close codes that a server, or a proxy in front of it, leaves behind when it goes away: going away, none in the close frame, no
 * close frame, service restart, and a gateway's word for a server that is gone (IANA: WebSocket close codes).
 */
const OF_RESTARTS: readonly number[] = [1001, 1005, 1006, 1012, 1014];

/** No close frame came: so it is where the network goes away (RFC 6455 §7.1.5). */
const WITHOUT_FRAME = 1006;

/** Other connections that ended around one moment, by themselves. */
export interface EndsAround {
  /** How many to the same host and port ended in a way that a restart brings about. */
  readonly near: number;
  /** The first of those. */
  readonly named: readonly Upgrade[];
  /** How many to others were cut without a close frame, or ended nobody heard how. */
  readonly elsewhere: number;
}

/** The ends of a capture that came by themselves, by what may have brought them about. */
export class Ends {
  readonly #cut = new Moments();
  readonly #cutAt = new Map<string, Moments>();
  readonly #restartedAt = new Map<string, Moments>();

  /**
   * @param upgrades of the capture
   * @param hostPortOf host and port that an upgrade leads to, or null
   */
  constructor(upgrades: readonly Upgrade[], hostPortOf: (upgrade: Upgrade) => string | null) {
    for (const upgrade of upgrades) {
      const { closedAt: at, close } = upgrade;
      if (at === null || !endedByItself(upgrade)) continue;
      const hostPort = hostPortOf(upgrade);
      const isCut = close === null || close.code === WITHOUT_FRAME;
      if (isCut) this.#cut.add(at, upgrade);
      if (isCut && hostPort !== null) listOf(this.#cutAt, hostPort).add(at, upgrade);
      const isOfRestart = close === null || OF_RESTARTS.includes(close.code);
      if (isOfRestart && hostPort !== null) listOf(this.#restartedAt, hostPort).add(at, upgrade);
    }
    for (const ends of [this.#cut, ...this.#cutAt.values(), ...this.#restartedAt.values()]) ends.sort();
  }

  /**
   * Other connections that ended around the time when this one did.
   *
   * @param at when it ended, epoch milliseconds
   * @param hostPort where it leads: host and port, or null
   * @param within milliseconds before and after
   */
  around(id: string, at: number, hostPort: string | null, within: number): EndsAround {
    const near = hostPort === null ? undefined : this.#restartedAt.get(hostPort);
    const cutNear = hostPort === null ? undefined : this.#cutAt.get(hostPort);
    const cut = this.#cut.countAround(id, at, within);
    return {
      near: near?.countAround(id, at, within) ?? 0,
      named: near?.firstAround(id, at, within, NAMED) ?? [],
      elsewhere: cut - (cutNear?.countAround(id, at, within) ?? 0),
    };
  }
}

function listOf(lists: Map<string, Moments>, hostPort: string): Moments {
  const known = lists.get(hostPort) ?? new Moments();
  lists.set(hostPort, known);
  return known;
}
