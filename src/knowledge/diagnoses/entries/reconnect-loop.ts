import { isOpenNow } from "../../../upgrade/lifetime.ts";
import { rfc } from "../../reference.ts";
import { count, duration } from "../../text.ts";
import { founded } from "../case.ts";
import { doubleMount } from "../causes/page.ts";
import { endsSoon, noPause } from "../causes/reconnecting.ts";
import { stickySessionsMissing } from "../causes/sessions.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { reconnecting } from "../symptoms/reconnecting.ts";

/** It is open now, and it is the last of several attempts that did not last. */
export const reconnectLoop: Diagnosis = {
  id: "reconnect-loop",
  stage: "attention",
  reference: rfc(6455, "7.2.3"),
  applies: (seen) => isOpenNow(seen.upgrade) && reconnecting(seen) !== null,
  summary: (seen) => {
    const loop = reconnecting(seen);
    if (loop === null) return "The page has connected to this address over and over.";
    return `${count(loop.earlier.length, "attempt")} in the ${duration(loop.withinMs)} before this one did not last.`;
  },
  brief: (seen) => {
    const loop = reconnecting(seen);
    return loop === null
      ? "Reconnects over and over"
      : `Reconnects: ${count(loop.earlier.length + 1, "attempt")} in ${duration(loop.withinMs)}`;
  },
  causes: (seen) => founded(endsSoon(seen), noPause(seen), stickySessionsMissing(seen), doubleMount(seen)),
};
