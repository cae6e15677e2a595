import { headerValues } from "../../../upgrade/http/headers.ts";
import { isRefusedStream } from "../../../upgrade/state.ts";
import { headerEvidence } from "../../checks/finding.ts";
import { count } from "../../text.ts";
import type { Findings, HealthQuestion } from "../explanation.ts";

/** Whether the handshake keeps the rules that the checks ask. */
export function handshake({ checks, upgrade }: Findings): HealthQuestion {
  const id = "handshake";
  const judged = checks.filter(({ outcome }) => outcome === "pass" || outcome === "warn" || outcome === "fail");
  const failed = judged.filter(({ outcome }) => outcome === "fail");
  const warned = judged.filter(({ outcome }) => outcome === "warn");
  const evidence = [...failed, ...warned].flatMap((check) => check.evidence);
  if (failed.length > 0) {
    const answer = `${failed.length} of ${count(judged.length, "handshake check")} failed.`;
    return { id, outcome: "bad", answer, evidence };
  }
  if (!judged.some(({ id: check }) => check === "status")) {
    const wasSent = upgrade.blocked === null || upgrade.request !== null;
    const answer = wasSent ? "The response to the handshake was not seen." : "There was no handshake to check.";
    return { id, outcome: "unknown", answer, evidence: [] };
  }
  if (warned.length > 0) {
    const answer = `The handshake is valid, with ${count(warned.length, "warning")} in ${count(judged.length, "check")}.`;
    return { id, outcome: "attention", answer, evidence };
  }
  return {
    id,
    outcome: "good",
    answer: `The handshake is valid: all ${count(judged.length, "check")} passed.`,
    evidence: [],
  };
}

/** Whether the response is an event stream by its type. */
export function eventStreamType({ upgrade }: Findings): HealthQuestion {
  const values = headerValues(upgrade.response?.headers ?? [], "Content-Type");
  const evidence = headerEvidence("response", "Content-Type", values);
  return isRefusedStream(upgrade)
    ? { id: "handshake", outcome: "bad", answer: "The response is not one that an EventSource accepts.", evidence }
    : { id: "handshake", outcome: "good", answer: "The response says that it is an event stream.", evidence };
}
