import { rfc } from "../../reference.ts";
import { otherWords } from "../case.ts";
import { serverFrameBug } from "../causes/frames.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** Fragments of one message follow each other. */
export const fragmentationInvalid: Diagnosis = {
  id: "fragmentation-invalid",
  stage: "after-opening",
  reference: rfc(6455, "5.4"),
  applies: (seen) =>
    /^Received (unexpected continuation frame|start of new message but previous)/.test(otherWords(seen) ?? ""),
  summary: () => "After opening, the fragments of two messages were mixed up.",
  brief: () => "fragments of two messages mixed up",
  causes: (seen) => [
    serverFrameBug(
      seen,
      "The fragments of a message must follow each other with no other message in between; two writers on one connection mix them up.",
      "Send from one place at a time: use a message queue for each connection.",
    ),
  ],
};
