import { rfc } from "../../reference.ts";
import { otherWords } from "../case.ts";
import { serverFrameBug } from "../causes/frames.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

const FROM_CLIENT = /^Invalid WebSocket frame: MASK must be set/;

/** Clients mask, servers do not: a frame of the wrong kind came. */
export const frameMasked: Diagnosis = {
  id: "frame-masked",
  stage: "after-opening",
  reference: rfc(6455, "5.1"),
  applies: (seen) =>
    /^A server must not mask any frames|^Invalid WebSocket frame: MASK must be/.test(otherWords(seen) ?? ""),
  summary: (seen) =>
    isFromClient(seen)
      ? "After opening, the client sent a frame that was not masked."
      : "After opening, the server sent a masked frame.",
  brief: (seen) => (isFromClient(seen) ? "an unmasked frame from the client" : "a masked frame from the server"),
  causes: (seen) => [
    isFromClient(seen)
      ? clientFrameBug(seen)
      : serverFrameBug(
          seen,
          "Clients mask their frames and servers do not; a relay that copies a client's frames, or a library in the client role, sends masked ones.",
          "Use the WebSocket library in its server role, and make relays decode and re-encode frames.",
        ),
  ],
};

function isFromClient(seen: Case): boolean {
  return FROM_CLIENT.test(otherWords(seen) ?? "");
}

function clientFrameBug(seen: Case): Cause {
  return {
    id: "client-frame-bug",
    likelihood: "likely",
    title: "The client, or a relay along the way, may write frames that break the protocol",
    why: "A client masks each frame with a key of four random bytes, and a server must end the connection where one is not masked. No browser leaves that out; a client's own code may, and so may a relay that decodes frames and writes them again in the server's role.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Use a maintained WebSocket library in its client role, or make the client's code set the mask bit and mask the payload of every frame.",
      snippets: [],
    },
  };
}
