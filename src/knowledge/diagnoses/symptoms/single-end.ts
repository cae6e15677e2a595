import { endedByItself, lifeOf, silenceOf } from "../../../upgrade/lifetime.ts";
import { intermediaries } from "../../intermediaries/registry.ts";
import { fittingLimits } from "../causes/time-outs.ts";
import type { Case } from "../diagnosis.ts";

/** Difference from a documented default up to which a measured silence is that of a timer, in milliseconds. */
const CLOSE = 1000;

/** One end that came after a time at which a product ends connections by default. */
export interface SingleEnd {
  readonly kind: "silence" | "life";
  /** As measured. */
  readonly milliseconds: number;
}

/**
 * Whether this connection ended without a closing message, or nobody knows how, after exactly the time of a timer: one of a
 * product that was recognized, or the documented default for idle connections of some product, which need not leave a mark.
 *
 * @returns null otherwise
 */
export function singleEnd(seen: Case): SingleEnd | null {
  const { upgrade } = seen;
  if (!endedByItself(upgrade) || upgrade.closedAt === null || upgrade.unwatchedSince !== null) return null;
  if (upgrade.close !== null && upgrade.close.code !== 1006) return null;
  const [silence, life] = [silenceOf(upgrade, upgrade.closedAt), lifeOf(upgrade)];
  if (silence !== null && (fittingLimits(seen, "idle", silence).length > 0 || isDefault(silence)))
    return { kind: "silence", milliseconds: silence };
  if (life !== null && fittingLimits(seen, "lifetime", life).length > 0) return { kind: "life", milliseconds: life };
  return null;
}

function isDefault(silence: number): boolean {
  return intermediaries.some(({ timeouts }) =>
    timeouts.some(
      ({ kind, milliseconds, reported }) =>
        kind === "idle" && reported !== true && Math.abs(silence - milliseconds) <= CLOSE,
    ),
  );
}
