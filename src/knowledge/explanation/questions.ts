import { countOf } from "../../upgrade/counts/messages.ts";
import { lastMinute } from "../../upgrade/counts/rate.ts";
import { silenceOf } from "../../upgrade/lifetime.ts";
import { areMessagesKnown, messagesOf, stateOf, wasOpened } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { CheckResult } from "../checks/check.ts";
import type { DiagnosisResult } from "../diagnoses/diagnosis.ts";
import { blockedEvidence } from "../diagnoses/evidence.ts";
import { limitsOf, limitWords, NEAR } from "../diagnoses/symptoms/idle-limit.ts";
import type { IntermediaryResult } from "../intermediaries/intermediary.ts";
import { count, duration } from "../text.ts";
import type { Context, Worry } from "./explanation.ts";

/**
 * The four questions of "Should I worry?", answered from what was observed.
 *
 * @param diagnosis what the verdict has said already: it is pointed at, not said again
 */
export function worries(
  upgrade: Upgrade,
  context: Context,
  intermediaries: readonly IntermediaryResult[],
  checks: readonly CheckResult[],
  diagnosis: DiagnosisResult | null,
): Worry[] {
  return [
    connects(upgrade),
    handshake(checks),
    messages(upgrade, context.now, diagnosis?.id ?? null),
    proxy(upgrade, context.now, intermediaries, diagnosis?.id ?? null),
  ];
}

function connects(upgrade: Upgrade): Worry {
  const id = "connects";
  if (wasOpened(upgrade) && stateOf(upgrade) !== "failed" && upgrade.blocked === null) {
    const { request, response } = upgrade;
    const [sentAt, answeredAt] = [request?.at ?? null, response?.at ?? null];
    const took = sentAt !== null && answeredAt !== null ? `, in ${duration(answeredAt - sentAt)}` : "";
    const evidence = response === null ? [openEvidence(upgrade)] : [`status ${response.status} of the response`];
    return { id, outcome: "good", answer: `It connected${took}.`, evidence };
  }
  if (upgrade.blocked !== null) {
    const evidence = [blockedEvidence(upgrade.blocked.message, upgrade.url)];
    return { id, outcome: "bad", answer: "It never connected: the browser did not let it.", evidence };
  }
  if (stateOf(upgrade) === "failed") {
    const evidence =
      upgrade.error === null
        ? [
            upgrade.response === null
              ? "it ended without a response"
              : `status ${upgrade.response.status} of the response`,
          ]
        : [upgrade.fromFile ? "the file tells of an error" : "the browser reported an error"];
    return { id, outcome: "bad", answer: "It never connected.", evidence };
  }
  return { id, outcome: "unknown", answer: "It has not connected yet.", evidence: [] };
}

function openEvidence({ countedByDebugger, snapshots }: Upgrade): string {
  return countOf(countedByDebugger) === 0 && snapshots.length > 0 ? "a look at the live socket" : "messages were seen";
}

function handshake(checks: readonly CheckResult[]): Worry {
  const id = "handshake";
  const judged = checks.filter(({ outcome }) => outcome === "pass" || outcome === "warn" || outcome === "fail");
  const failed = judged.filter(({ outcome }) => outcome === "fail");
  const warned = judged.filter(({ outcome }) => outcome === "warn");
  const evidence = [...failed, ...warned].flatMap((check) => check.evidence);
  if (failed.length > 0) {
    const answer = `${failed.length} of ${count(judged.length, "check")} of the handshake failed.`;
    return { id, outcome: "bad", answer, evidence };
  }
  if (!judged.some(({ id: check }) => check === "status")) {
    return { id, outcome: "unknown", answer: "The response to the handshake was not seen.", evidence: [] };
  }
  if (warned.length > 0) {
    const answer = `The handshake is right, with ${count(warned.length, "remark")} on ${count(judged.length, "check")}.`;
    return { id, outcome: "attention", answer, evidence };
  }
  return {
    id,
    outcome: "good",
    answer: `The handshake is right: all ${count(judged.length, "check")} passed.`,
    evidence: [],
  };
}

function messages(upgrade: Upgrade, now: number, diagnosed: string | null): Worry {
  const id = "messages";
  const seen = messagesOf(upgrade);
  const total = countOf(seen);
  const state = stateOf(upgrade);
  const evidence = total === 0 ? [] : [`${count(total, "message")} counted`];
  if (state === "failed" || state === "blocked")
    return { id, outcome: "bad", answer: "No message could pass.", evidence };
  if (!areMessagesKnown(upgrade)) {
    const answer = "Not known: what this was read from does not record messages.";
    return { id, outcome: "unknown", answer, evidence };
  }
  if (state !== "open" || upgrade.fromFile) {
    const answer = total === 0 ? "No message passed while it was watched." : `${count(total, "message")} passed.`;
    return { id, outcome: "unknown", answer, evidence };
  }
  if (diagnosed === "buffer-growing") {
    const answer = "What the page sends does not get away fast enough.";
    return { id, outcome: "attention", answer, evidence: [...evidence, "looks at the live socket"] };
  }
  if (diagnosed === "silent") {
    const silence = silenceOf(upgrade, now);
    const answer = `No message${silence === null ? "" : ` for ${duration(silence)}`}, and one was to be expected.`;
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
    answer: `Messages still flow: ${count(recent, "message")} in the last minute.`,
    evidence,
  };
}

function proxy(
  upgrade: Upgrade,
  now: number,
  intermediaries: readonly IntermediaryResult[],
  diagnosed: string | null,
): Worry {
  const id = "proxy";
  if (intermediaries.length === 0) {
    return {
      id,
      outcome: "unknown",
      answer: "No proxy left a mark on what was seen. Many leave none, so one may still be there.",
      evidence: [],
    };
  }
  const names = intermediaries.map(({ name }) => name).join(" and ");
  const evidence = intermediaries.flatMap((product) => product.evidence);
  const [first] = limitsOf(intermediaries, "idle");
  if (first === undefined || stateOf(upgrade) !== "open" || upgrade.fromFile) {
    return { id, outcome: "unknown", answer: `${names} left a mark on the way.`, evidence };
  }
  const { product, timeout } = first;
  const longest = Math.max(messagesOf(upgrade).longestGap, silenceOf(upgrade, now) ?? 0);
  const near = longest >= timeout.milliseconds * NEAR;
  const seen = `The longest silence seen here was ${duration(longest)}.`;
  const answer = diagnosed === "idle-timeout-ahead" ? seen : `${product.name} ${limitWords(timeout)}. ${seen}`;
  return { id, outcome: near ? "attention" : "good", answer, evidence };
}
