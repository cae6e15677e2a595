import { rfc } from "../../reference.ts";
import { otherWords } from "../case.ts";
import { serverFrameBug } from "../causes/frames.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** A close frame with a code that is for local use only, or a broken reason. */
export const closeFrameInvalid: Diagnosis = {
  id: "close-frame-invalid",
  stage: "after-opening",
  reference: rfc(6455, "7.4.1"),
  applies: (seen) => /^Received a broken close frame/.test(otherWords(seen) ?? ""),
  summary: () => "After opening, the server sent a close frame that breaks the rules.",
  brief: () => "invalid close frame from the server",
  causes: (seen) => [
    serverFrameBug(
      seen,
      "A close frame is either empty, or has a code that may be sent and a reason in UTF-8. 1005, 1006 and 1015 are never sent, so a relay that forwards them breaks the rule.",
      "Close with 1000, 1011 or a code from 4000 to 4999.",
    ),
  ],
};
