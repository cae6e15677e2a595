import { isOpenNow, silenceOf } from "../../../upgrade/lifetime.ts";
import { messagesOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { IntermediaryResult } from "../../intermediaries/intermediary.ts";
import type { ProtocolResult } from "../../protocols/protocol.ts";
import { type Limit, limitsOf, NEAR } from "./idle-limit.ts";

/** A connection that outlives a time-out by this much, in milliseconds, is not ended by it. */
const OUTLIVED = 2000;

/** A time-out that comes nearer. */
export interface ComingLimit {
  readonly limit: Limit;
  /** How long nothing has passed, in milliseconds. */
  readonly silence: number;
}

/**
 * The time-out for silent connections that will be reached before the usual sign of life, from half of it on.
 *
 * @returns null also when a silence as long has been survived before: then it is not set so, or pings keep it alive
 */
export function comingLimit(
  upgrade: Upgrade,
  intermediaries: readonly IntermediaryResult[],
  protocol: ProtocolResult | null,
  now: number,
): ComingLimit | null {
  const silence = isOpenNow(upgrade) ? silenceOf(upgrade, now) : null;
  if (silence === null) return null;
  const survived = Math.max(silence, messagesOf(upgrade).longestGap);
  const beat = protocol?.heartbeat?.intervalMs ?? Number.POSITIVE_INFINITY;
  const limit = limitsOf(
    intermediaries.filter(({ confidence }) => confidence !== "possible"),
    "idle",
  ).find(
    ({ timeout }) =>
      beat >= timeout.milliseconds &&
      silence >= timeout.milliseconds * NEAR &&
      survived < timeout.milliseconds + OUTLIVED,
  );
  return limit === undefined ? null : { limit, silence };
}
