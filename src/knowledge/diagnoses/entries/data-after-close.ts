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
  summary: () => "After its close frame, the server went on sending.",
  causes: (seen) => [
    serverFrameBug(
      seen,
      "A close frame is the last one that its sender may send.",
      "Stop timers and subscriptions of a connection before closing it.",
    ),
  ],
};
