import { rfc } from "../../reference.ts";
import { otherWords } from "../case.ts";
import { serverFrameBug } from "../causes/frames.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** Only clients mask. */
export const frameMasked: Diagnosis = {
  id: "frame-masked",
  stage: "after-opening",
  reference: rfc(6455, "5.1"),
  applies: (seen) => /^A server must not mask any frames/.test(otherWords(seen) ?? ""),
  summary: () => "After opening, the server sent a masked frame.",
  causes: (seen) => [
    serverFrameBug(
      seen,
      "Clients mask their frames and servers do not; a relay that copies a client's frames, or a library in the client's role, sends masked ones.",
      "Use the server's role of the WebSocket library, and let relays decode and encode frames again.",
    ),
  ],
};
