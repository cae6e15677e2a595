import { rfc } from "../../reference.ts";
import { responseRewritten, serverHandshakeBug } from "../causes/rewriting.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** 101, and its Connection header breaks item 3 of RFC 6455 §4.1. */
export const connectionHeaderInvalid: Diagnosis = {
  id: "connection-header-invalid",
  stage: "response-headers",
  reference: rfc(6455, "4.1"),
  applies: ({ failure }) => failure.kind === "header" && failure.header === "connection",
  summary: ({ failure }) =>
    failure.kind === "header" && failure.detail.includes("missing")
      ? "The response was 101 without a `Connection` header."
      : "The response was 101 with a `Connection` header that does not list `Upgrade`.",
  brief: () => "101 without a valid `Connection` header",
  causes: (seen) => [
    responseRewritten(seen),
    serverHandshakeBug(seen, "A 101 for a WebSocket has a `Connection` header that lists `Upgrade`."),
  ],
};
