import { rfc } from "../../reference.ts";
import { otherWords } from "../case.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/** A message longer than Chromium takes. */
export const messageTooBig: Diagnosis = {
  id: "message-too-big",
  stage: "after-opening",
  reference: rfc(6455, "10.4"),
  applies: (seen) => /^Message size is too large/.test(otherWords(seen) ?? ""),
  summary: () => "After opening, a message came that is larger than the browser accepts.",
  brief: () => "a message was too large",
  causes: (seen) => [
    {
      id: "frame-too-large",
      likelihood: "likely",
      title: "The server may send very large messages, or compressed ones that decompress to very large ones",
      // A frame that announces more than 2 GiB ends the connection without any words (docs/chromium.md#protocol-error-texts): this is what came in pieces.
      why: "The browser accepts messages of up to 4 GiB, measured after decompression; this one came in fragments and went beyond that.",
      evidence: [saidEvidence(seen)],
      fix: {
        text: "Send large data in several messages, or over an ordinary request, and make sure that a message sent in fragments ends.",
        snippets: [],
      },
    },
  ],
};
