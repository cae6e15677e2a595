import { rfc } from "../../reference.ts";
import { statusOf, supported } from "../case.ts";
import { rateLimited, reconnectLoop } from "../causes/load.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** 429: a limit on requests. */
export const tooManyRequests: Diagnosis = {
  id: "too-many-requests",
  stage: "response-status",
  reference: rfc(6585, "4"),
  applies: (seen) => statusOf(seen) === 429,
  summary: () => "The response was 429 Too Many Requests: the handshake was rejected for now.",
  brief: () => "429 Too Many Requests",
  causes: (seen) => supported(rateLimited(seen, "certain"), reconnectLoop(seen)),
};
