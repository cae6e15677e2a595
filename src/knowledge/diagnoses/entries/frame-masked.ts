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
  brief: () => "a masked frame from the server",
  causes: (seen) => [
    serverFrameBug(
      seen,
      "Clients mask their frames and servers do not; a relay that copies a client's frames, or a library in the client role, sends masked ones.",
      "Use the WebSocket library in its server role, and make relays decode and re-encode frames.",
    ),
  ],
};
