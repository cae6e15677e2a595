import { isOpenNow } from "../../../upgrade/lifetime.ts";
import { stateOf } from "../../../upgrade/state.ts";
import { rfc } from "../../reference.ts";
import { count, duration } from "../../text.ts";
import { supported } from "../case.ts";
import { doubleMount } from "../causes/page.ts";
import { endsSoon, noPause } from "../causes/reconnecting.ts";
import { stickySessionsMissing } from "../causes/sessions.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";
import { reconnecting } from "../symptoms/reconnecting.ts";
import { type ShortLives, shortLives } from "../symptoms/short-lives.ts";

/** It is the last of several attempts that did not last: it is open now, or it is over as they are. */
export const reconnectLoop: Diagnosis = {
  id: "reconnect-loop",
  stage: "attention",
  reference: rfc(6455, "7.2.3"),
  applies: (seen) => (isOpenNow(seen.upgrade) ? reconnecting(seen) : whenOver(seen)) !== null,
  summary: (seen) => {
    const over = whenOver(seen);
    if (over !== null) {
      const { attempts, withinMs, longestMs } = over;
      return `None of the last ${count(attempts.length, "attempt")}, which began within ${duration(withinMs)}, was open longer than ${duration(longestMs ?? 0)}.`;
    }
    const loop = reconnecting(seen);
    if (loop === null) return "The page has connected to this address over and over.";
    return `${count(loop.earlier.length, "attempt")} in the ${duration(loop.withinMs)} before this one did not last.`;
  },
  brief: (seen) => {
    const over = whenOver(seen);
    if (over !== null) return `None of ${count(over.attempts.length, "attempt")} lasted`;
    const loop = reconnecting(seen);
    return loop === null
      ? "Reconnects over and over"
      : `Reconnects: ${count(loop.earlier.length + 1, "attempt")} in ${duration(loop.withinMs)}`;
  },
  causes: (seen) => supported(endsSoon(seen), noPause(seen), stickySessionsMissing(seen), doubleMount(seen)),
  isAttention: () => true,
};

/** A connection that opened and ended; what never opened has a diagnosis of its own. */
function whenOver(seen: Case): ShortLives | null {
  return stateOf(seen.upgrade) === "closed" ? shortLives(seen) : null;
}
