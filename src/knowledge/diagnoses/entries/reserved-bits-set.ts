import { rfc } from "../../reference.ts";
import { otherWords, supported } from "../case.ts";
import {
  compressionInFrames,
  proxyInPlainConnection,
  securitySoftware,
  serverFrameBug,
  twoHandlersAfterOpening,
} from "../causes/frames.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

/** RSV bits belong to extensions; RSV1 is compression (RFC 7692 §6). */
export const reservedBitsSet: Diagnosis = {
  id: "reserved-bits-set",
  stage: "after-opening",
  reference: rfc(6455, "5.2"),
  applies: (seen) => /^One or more reserved bits are on|^Invalid WebSocket frame: RSV/.test(otherWords(seen) ?? ""),
  summary: (seen) =>
    isCompressedBit(seen)
      ? "After opening, a frame was marked as compressed, but compression does not apply to it."
      : "After opening, a frame had bits set that no extension uses.",
  brief: () => "a frame with reserved bits set",
  causes: (seen) =>
    isOfWs(seen)
      ? [{ ...twoHandlersAfterOpening(seen), likelihood: "likely" }, compressionInFrames(seen, "possible")]
      : isCompressedBit(seen)
        ? [compressionInFrames(seen, "likely"), twoHandlersAfterOpening(seen)]
        : supported(
            proxyInPlainConnection(seen),
            securitySoftware(seen),
            twoHandlersAfterOpening(seen),
            serverFrameBug(
              seen,
              "No agreed extension uses these bits, so the frame is broken or its start was lost.",
              "Let only one maintained WebSocket library write to the connection.",
              "possible",
            ),
          ),
};

/** Only the first reserved bit: the one that permessage-deflate uses. */
function isCompressedBit(seen: Case): boolean {
  return /reserved1 = 1, reserved2 = 0, reserved3 = 0|frame: RSV1 must be clear/.test(otherWords(seen) ?? "");
}

/**
 * ws for Node.js compresses what was agreed on and nothing else. Its users report these words of development servers, where a
 * proxy and the server's own socket both take one upgrade.
 */
function isOfWs(seen: Case): boolean {
  return /^Invalid WebSocket frame: RSV1/.test(otherWords(seen) ?? "");
}
