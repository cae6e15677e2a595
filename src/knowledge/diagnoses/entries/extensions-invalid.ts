import { rfc } from "../../reference.ts";
import { supported } from "../case.ts";
import { responseRewritten, serverHandshakeBug } from "../causes/rewriting.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { requestEvidence, saidEvidence } from "../evidence.ts";
import { withoutCompression } from "../fixes.ts";

const RULE =
  "A server may only agree to extensions that were offered; Chromium offers `permessage-deflate` and no other.";

/** 101, and its Sec-WebSocket-Extensions says something that was not offered or cannot be read. */
export const extensionsInvalid: Diagnosis = {
  id: "extensions-invalid",
  stage: "response-headers",
  reference: rfc(6455, "9.1"),
  applies: ({ failure }) => failure.kind === "header" && failure.header === "extensions",
  summary: ({ failure }) => {
    const detail = failure.kind === "header" ? failure.detail : "";
    if (detail.includes("unsupported extension")) return "The 101 agreed to an extension that was not offered.";
    if (detail.includes("rejected by the parser"))
      return "The 101 has a `Sec-WebSocket-Extensions` header that cannot be parsed.";
    return "The 101 agreed to compression with invalid parameters.";
  },
  brief: () => "invalid extensions in the 101",
  causes: (seen) => {
    const foreign = seen.failure.kind === "header" && seen.failure.detail.includes("unsupported extension");
    return supported(
      foreign ? null : compression(seen),
      serverHandshakeBug(seen, RULE, foreign ? "likely" : "possible"),
      responseRewritten(seen),
    );
  },
};

function compression(seen: Case): Cause {
  return {
    id: "compression-mismatch",
    likelihood: "likely",
    title: "The server may respond incorrectly to the offer of compression",
    why: "Window sizes are numbers from 8 to 15, each parameter may appear once, and there are no other parameters (RFC 7692 §7.1).",
    evidence: [saidEvidence(seen), ...requestEvidence(seen, "Sec-WebSocket-Extensions")],
    fix: {
      text: "Update the server's WebSocket library, or disable compression there.",
      snippets: [withoutCompression()],
    },
  };
}
