import { rfc } from "../../reference.ts";
import { otherWords, supported } from "../case.ts";
import {
  compressionInFrames,
  proxyInPlainConnection,
  safariFrames,
  securitySoftware,
  twoHandlersAfterOpening,
} from "../causes/frames.ts";
import { clientVersion } from "../causes/sessions.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** A frame whose header breaks a rule, or whose compressed payload cannot be unpacked: Chromium has one text for all. */
export const frameHeaderInvalid: Diagnosis = {
  id: "frame-header-invalid",
  stage: "after-opening",
  reference: rfc(6455, "5.2"),
  applies: (seen) => /^Invalid frame header/.test(otherWords(seen) ?? ""),
  summary: () => "After opening, the browser received something that is not a valid frame.",
  brief: () => "an invalid frame",
  causes: (seen) =>
    supported(
      safariFrames(seen),
      proxyInPlainConnection(seen),
      twoHandlersAfterOpening(seen),
      securitySoftware(seen),
      clientVersion(seen),
      compressionInFrames(seen, "possible"),
    ),
};
