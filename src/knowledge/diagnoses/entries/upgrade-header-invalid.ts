import { rfc } from "../../reference.ts";
import { responseRewritten, serverHandshakeBug } from "../causes/rewriting.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** 101, and its Upgrade header breaks item 2 of RFC 6455 §4.1. */
export const upgradeHeaderInvalid: Diagnosis = {
  id: "upgrade-header-invalid",
  stage: "answered-headers",
  reference: rfc(6455, "4.1"),
  applies: ({ failure }) => failure.kind === "header" && failure.header === "upgrade",
  summary: ({ failure }) =>
    failure.kind === "header" && failure.detail.includes("missing")
      ? "The response was 101 without an `Upgrade` header."
      : failure.kind === "header" && failure.detail.includes("more than once")
        ? "The response was 101 with more than one `Upgrade` value."
        : "The response was 101 with an `Upgrade` header that does not say `websocket`.",
  brief: () => "101 without a valid `Upgrade` header",
  causes: (seen) => [
    responseRewritten(seen),
    serverHandshakeBug(seen, "A 101 for a WebSocket has exactly one `Upgrade` header, with the value `websocket`."),
  ],
};
