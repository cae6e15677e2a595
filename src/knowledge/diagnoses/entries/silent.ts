import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import { halfOpen, heartbeatChanged } from "../causes/open.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";
import { missedHeartbeat } from "../symptoms/missed-heartbeat.ts";

/** Open, and the sign of life that its library sends by default has not been seen for long. Else silence proves nothing. */
export const silent: Diagnosis = {
  id: "silent",
  stage: "attention",
  reference: rfc(6455, "5.5.2"),
  applies: (seen) => missed(seen) !== null,
  summary: (seen) => {
    const beat = missed(seen);
    if (beat === null) return "No message has passed for a long time.";
    const which = seen.protocol?.heartbeat?.isAnnounced === true ? "announced" : "usual";
    return `The ${which} heartbeat, due every ${duration(beat.intervalMs)}, has not come for ${duration(beat.silence)}.`;
  },
  brief: (seen) => {
    const beat = missed(seen);
    return beat === null ? "No message for a long time" : `Heartbeat missing for ${duration(beat.silence)}`;
  },
  causes: (seen) => {
    const beat = missed(seen);
    const evidence = [
      `no message for ${duration(beat?.silence ?? 0)}`,
      `${seen.protocol?.name ?? "its library"} was recognized by: ${seen.protocol?.evidence.join(", ") ?? "its URL"}`,
    ];
    const isAnnounced = seen.protocol?.heartbeat?.isAnnounced === true;
    return [halfOpen(seen, evidence), ...(isAnnounced ? [] : [heartbeatChanged(seen, evidence)])];
  },
};

function missed({ upgrade, protocol, now }: Case): ReturnType<typeof missedHeartbeat> {
  return missedHeartbeat(upgrade, protocol, now);
}
