import { rfc } from "../../reference.ts";
import { visibleText } from "../../text.ts";
import { answerHeader, founded } from "../case.ts";
import { responseRewritten, serverHandshakeBug } from "../causes/rewriting.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

const RULE =
  "`Sec-WebSocket-Accept` is exactly the base64 of the SHA-1 of the key followed by a fixed text, without whitespace.";

/** 101, and its Sec-WebSocket-Accept does not prove that the server read the key. */
export const acceptInvalid: Diagnosis = {
  id: "accept-invalid",
  stage: "answered-headers",
  reference: rfc(6455, "4.2.2"),
  applies: ({ failure }) => failure.kind === "header" && failure.header === "accept",
  summary: ({ failure }) =>
    failure.kind === "header" && failure.detail.includes("missing")
      ? "The response was 101 without `Sec-WebSocket-Accept`."
      : failure.kind === "header" && failure.detail.includes("more than once")
        ? "The response was 101 with more than one `Sec-WebSocket-Accept`."
        : "The response was 101, and its `Sec-WebSocket-Accept` does not match the key that was sent.",
  brief: () => "the accept value is wrong or missing",
  causes: (seen) => founded(replayed(seen), responseRewritten(seen), serverHandshakeBug(seen, RULE)),
};

/** The value answers the key of another attempt: a 101 that was kept and given again. */
function replayed(seen: Case): Cause | null {
  const value = answerHeader(seen, "Sec-WebSocket-Accept");
  const answered = value === null ? [] : (seen.capture.keys.get(value.trim()) ?? []);
  if (answered.every((id) => id === seen.upgrade.id)) return null;
  return {
    id: "response-cached",
    likelihood: "certain",
    title: "The response belongs to another handshake",
    why: "Its `Sec-WebSocket-Accept` matches the key of another attempt, so something stored that response and sent it again.",
    evidence: [`response header Sec-WebSocket-Accept: ${visibleText(value ?? "")}`, saidEvidence(seen)],
    fix: { text: "Never cache responses for this path.", snippets: [] },
  };
}
