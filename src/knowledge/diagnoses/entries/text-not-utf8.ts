import { rfc } from "../../reference.ts";
import { otherWords } from "../case.ts";
import { serverFrameBug } from "../causes/frames.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** A text message is UTF-8. */
export const textNotUtf8: Diagnosis = {
  id: "text-not-utf8",
  stage: "after-opening",
  reference: rfc(6455, "8.1"),
  applies: (seen) => /^Could not decode a text frame/.test(otherWords(seen) ?? ""),
  summary: () => "After opening, a text message came that is not valid UTF-8.",
  brief: () => "a text message that is not UTF-8",
  causes: (seen) => [
    serverFrameBug(
      seen,
      "A text message must be valid UTF-8 as a whole; binary data, another encoding or a character cut in two is not.",
      "Send binary data as binary messages, and encode text as UTF-8 before sending it.",
    ),
  ],
};
