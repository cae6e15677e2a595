import { otherWords } from "../case.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { rfc } from "../reference.ts";

/** A message longer than Chromium takes. */
export const messageTooBig: Diagnosis = {
  id: "message-too-big",
  stage: "after-opening",
  reference: rfc(6455, "10.4"),
  applies: (seen) => /^Message size is too large/.test(otherWords(seen) ?? ""),
  summary: () => "After opening, a message came that is larger than the browser accepts.",
  causes: (seen) => [
    {
      id: "frame-too-large",
      likelihood: "likely",
      title: "The server may send very large messages, or a length that makes no sense",
      why: "The browser takes messages of up to 4 GiB. One that seems larger may also be a stream whose frame boundaries were lost.",
      evidence: [saidEvidence(seen)],
      fix: { text: "Send large data in pieces, or over an ordinary request.", snippets: [] },
    },
  ],
};
