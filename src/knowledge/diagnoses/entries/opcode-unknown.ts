import { rfc } from "../../reference.ts";
import { otherWords } from "../case.ts";
import { serverFrameBug, twoHandlersAfterOpening } from "../causes/frames.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** Opcodes 3 to 7 and 11 to 15 are reserved. */
export const opcodeUnknown: Diagnosis = {
  id: "opcode-unknown",
  stage: "after-opening",
  reference: rfc(6455, "5.2"),
  applies: (seen) => /^Unrecognized frame opcode/.test(otherWords(seen) ?? ""),
  summary: () => "After opening, a frame came with an opcode that does not exist.",
  brief: () => "a frame with an unknown opcode",
  causes: (seen) => [
    serverFrameBug(
      seen,
      "Such an opcode most often means that the start of a frame was lost, for example because other bytes were written to the same connection.",
      "Let only the WebSocket library write to the connection.",
    ),
    twoHandlersAfterOpening(seen),
  ],
};
