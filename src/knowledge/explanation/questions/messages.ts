import { countOf } from "../../../upgrade/counts/messages.ts";
import { lastMinute } from "../../../upgrade/counts/rate.ts";
import { silenceOf } from "../../../upgrade/lifetime.ts";
import { areMessagesKnown, isWatchedOpen, messagesOf, stateOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { DiagnosisResult } from "../../diagnoses/diagnosis.ts";
import { bytes, count, duration, type Words } from "../../text.ts";
import type { Findings, HealthQuestion } from "../explanation.ts";
import type { Question } from "./question.ts";

/** Whether messages flow on a WebSocket. */
export function messages({ upgrade, now, diagnosis }: Findings): HealthQuestion {
  const id = "messages";
  const diagnosed = diagnosis?.id ?? null;
  const seen = messagesOf(upgrade);
  const total = countOf(seen);
  const state = stateOf(upgrade);
  const evidence = total === 0 ? [] : [`${count(total, "message")} counted`];
  if (state === "failed" || state === "blocked")
    return { id, outcome: "bad", answer: "No message could pass.", evidence };
  if (!areMessagesKnown(upgrade)) {
    const answer = "Not known: the source does not record messages.";
    return { id, outcome: "unknown", answer, evidence };
  }
  if (state !== "open" || upgrade.fromFile) {
    const answer = total === 0 ? "No message passed while it was being watched." : `${count(total, "message")} passed.`;
    return { id, outcome: "unknown", answer, evidence };
  }
  if (diagnosed === "buffer-growing") {
    const answer = "Data that the page sends does not leave the browser fast enough.";
    return { id, outcome: "attention", answer, evidence: [...evidence, "snapshots of the live socket"] };
  }
  if (diagnosed === "silent") {
    const silence = silenceOf(upgrade, now);
    const answer = `No message${silence === null ? "" : ` for ${duration(silence)}`}, although one was expected.`;
    return { id, outcome: "attention", answer, evidence: [...evidence, "the recognized protocol's heartbeat"] };
  }
  if (total === 0 || seen.lastAt === null) {
    return {
      id,
      outcome: "unknown",
      answer: "No message yet. A quiet connection can be fine: pings are not visible here.",
      evidence,
    };
  }
  const minute = [...lastMinute(seen.recent, "sent", now), ...lastMinute(seen.recent, "received", now)];
  const recent = minute.reduce((sum, one) => sum + one, 0);
  if (recent === 0) {
    const answer = `No message for ${duration(now - seen.lastAt)}. That can be fine: pings are not visible here.`;
    return { id, outcome: "unknown", answer, evidence };
  }
  return {
    id,
    outcome: "good",
    answer: `Messages are still flowing: ${count(recent, "message")} in the last minute.`,
    evidence,
  };
}

/**
 * Whether something flows in a response.
 *
 * @param unitOf what is counted of it
 */
export function flows(unitOf: (upgrade: Upgrade) => "event" | "piece"): Question {
  return ({ upgrade, now, diagnosis }) => flowOf(upgrade, now, diagnosis, unitOf(upgrade));
}

/** What passes, where nobody can count it. */
export function uncounted(answer: Words): Question {
  return () => ({ id: "messages", outcome: "unknown", answer, evidence: [] });
}

function flowOf(
  upgrade: Upgrade,
  now: number,
  diagnosis: DiagnosisResult | null,
  noun: "event" | "piece",
): HealthQuestion {
  const id = "messages";
  const messages = messagesOf(upgrade);
  const total = countOf(messages);
  const all = noun === "event" ? count(total, "event") : bytes(messages.received.bytes);
  const evidence = [total === 0 ? `no ${noun} was counted` : `${count(total, noun)} counted`];
  if (total === 0 || messages.lastAt === null) {
    const outcome = diagnosis?.stage === "attention" ? "attention" : "unknown";
    const answer =
      stateOf(upgrade) === "open" ? `No ${noun} has come yet. A quiet stream can be fine.` : `No ${noun} came.`;
    return { id, outcome, answer, evidence };
  }
  if (!isWatchedOpen(upgrade)) return { id, outcome: "unknown", answer: `${all} came.`, evidence };
  const since = now - messages.lastAt;
  return since < 60_000
    ? {
        id,
        outcome: "good",
        answer: `It is flowing: ${all} so far, the last ${noun} ${duration(since)} ago.`,
        evidence,
      }
    : { id, outcome: "unknown", answer: `No ${noun} for ${duration(since)}. A quiet stream can be fine.`, evidence };
}
