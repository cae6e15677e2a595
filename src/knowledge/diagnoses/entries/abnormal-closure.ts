import { endedByItself, lifeOf } from "../../../upgrade/lifetime.ts";
import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import { supported } from "../case.ts";
import { closeNotAnswered, connectionCut, edgeRestart, networkLost, restartTogether } from "../causes/ended.ts";
import { fittingLimits, lifetimeLimit, proxyIdleTimeout } from "../causes/time-outs.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { about } from "../symptoms/idle-limit.ts";
import { singleEnd } from "../symptoms/single-end.ts";

/** It opened, and ended without a closing message from the other side: the browser reports that as 1006. */
export const abnormalClosure: Diagnosis = {
  id: "abnormal-closure",
  stage: "ended",
  reference: rfc(6455, "7.1.5"),
  applies: ({ upgrade }) => endedByItself(upgrade) && upgrade.close?.code === 1006,
  summary: ({ upgrade }) => {
    const life = lifeOf(upgrade);
    const after = life === null ? "" : ` after ${duration(life)}`;
    // The log of a program may be of either side.
    const from = upgrade.client === undefined ? " from the server's side" : "";
    return `It ended${after}, and no close frame came${from} (code 1006).`;
  },
  brief: ({ upgrade }) => {
    const life = lifeOf(upgrade);
    return `Cut${life === null ? "" : ` after ${duration(life)}`} without a close frame (1006)`;
  },
  causes: (seen) =>
    supported(
      closeNotAnswered(seen),
      networkLost(seen),
      restartTogether(seen),
      timedOut(seen),
      outlived(seen),
      edgeRestart(seen),
      connectionCut(seen),
    ),
};

/** A single end is supported by a timer of a product that was recognized, or by a silence that is the default of one. */
function timedOut(seen: Case): Cause | null {
  const end = singleEnd(seen);
  if (end?.kind !== "silence") return null;
  const { milliseconds } = end;
  return proxyIdleTimeout(seen, milliseconds, [`${about(milliseconds)} without a message before the end`], false);
}

function outlived(seen: Case): Cause | null {
  const life = lifeOf(seen.upgrade);
  if (life === null || fittingLimits(seen, "lifetime", life).length === 0) return null;
  return lifetimeLimit(seen, life, [`it ended ${about(life)} after it opened`], false);
}
