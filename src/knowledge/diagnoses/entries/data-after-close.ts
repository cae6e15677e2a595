import { rfc } from "../../reference.ts";
import { otherWords } from "../case.ts";
import { serverFrameBug } from "../causes/frames.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** Nothing follows a close frame. */
export const dataAfterClose: Diagnosis = {
  id: "data-after-close",
  stage: "after-opening",
  reference: rfc(6455, "5.5.1"),
  applies: (seen) =>
    /^(Data frame|Ping|Pong|Close|Unknown frame type) received after close/.test(otherWords(seen) ?? ""),
  summary: () => "After its close frame, the server kept sending.",
  brief: () => "data after the close frame",
  causes: (seen) => [
    serverFrameBug(
      seen,
      "A close frame is the last frame that its sender may send.",
      "Stop a connection's timers and subscriptions before closing it.",
    ),
  ],
};
