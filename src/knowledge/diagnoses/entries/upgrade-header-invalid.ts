import { rfc } from "../../reference.ts";
import { recognized, responseHeader, supported } from "../case.ts";
import { iisFeatureMissing } from "../causes/iis.ts";
import { responseRewritten, serverHandshakeBug } from "../causes/rewriting.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** 101, and its Upgrade header breaks item 2 of RFC 6455 §4.1. */
export const upgradeHeaderInvalid: Diagnosis = {
  id: "upgrade-header-invalid",
  stage: "response-headers",
  reference: rfc(6455, "4.1"),
  applies: ({ failure }) => failure.kind === "header" && failure.header === "upgrade",
  summary: ({ failure }) =>
    failure.kind === "header" && failure.detail.includes("missing")
      ? "The response was 101 without an `Upgrade` header."
      : failure.kind === "header" && failure.detail.includes("more than once")
        ? "The response was 101 with more than one `Upgrade` value."
        : failure.kind === "header" && failure.detail.startsWith("Invalid")
          ? "The response was 101, and its `Upgrade` header is missing or does not say `websocket`."
          : "The response was 101 with an `Upgrade` header that does not say `websocket`.",
  brief: () => "101 without a valid `Upgrade` header",
  causes: (seen) =>
    supported(
      responseHeader(seen, "Upgrade") === null ? iisFeatureMissing(seen) : null,
      lostInKong(seen) ?? responseRewritten(seen),
      serverHandshakeBug(seen, "A 101 for a WebSocket has exactly one `Upgrade` header, with the value `websocket`."),
    ),
};

/** A fault of single releases (https://github.com/Kong/kong/issues/4718). */
function lostInKong(seen: Case): Cause | null {
  const kong = recognized(seen, ["kong"]);
  const isMissing = seen.failure.kind === "header" && seen.failure.detail.includes("missing");
  if (!isMissing || !/\bkong\/1\.2\.0\b/i.test(responseHeader(seen, "Via") ?? "") || kong === null) return null;
  return {
    id: "response-rewritten",
    likelihood: "likely",
    title: "This version of Kong may remove `Upgrade` from the response",
    why: "Users report that Kong 1.2.0 removes the header from a 101; its maintainers fixed that in a later release.",
    evidence: [...kong.evidence, saidEvidence(seen)],
    fix: {
      text: "Update Kong. Until then, ask the server directly to check that its own 101 is correct.",
      snippets: [curl(seen)],
    },
  };
}
