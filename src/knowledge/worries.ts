import { countOf } from "../upgrade/messages.ts";
import { lastMinute } from "../upgrade/rate.ts";
import { messagesOf, stateOf, type Upgrade, wasOpened } from "../upgrade/upgrade.ts";
import type { CheckResult } from "./check.ts";
import type { Context, Worry } from "./explanation.ts";
import type { IntermediaryResult, Timeout } from "./intermediary.ts";
import type { ProtocolResult } from "./protocol.ts";
import { count, duration } from "./words.ts";

/** A silence of this share of an intermediary's time-out is worth a look. */
const NEAR = 0.5;

/** The four questions of "Should I worry?", answered from what was observed. */
export function worries(
  upgrade: Upgrade,
  context: Context,
  intermediaries: readonly IntermediaryResult[],
  protocol: ProtocolResult | null,
  checks: readonly CheckResult[],
): Worry[] {
  return [
    connects(upgrade),
    handshake(checks),
    messages(upgrade, context.now, protocol),
    proxy(upgrade, context.now, intermediaries),
  ];
}

function connects(upgrade: Upgrade): Worry {
  const id = "connects";
  if (wasOpened(upgrade) && stateOf(upgrade) !== "failed") {
    const { request, response } = upgrade;
    const took = request !== null && response?.at != null ? `, in ${duration(response.at - request.at)}` : "";
    const evidence = response === null ? ["messages were seen"] : [`status ${response.status} of the answer`];
    return { id, outcome: "good", answer: `It connected${took}.`, evidence };
  }
  if (stateOf(upgrade) === "failed") {
    const evidence = upgrade.error === null ? ["it ended without an answer"] : ["the browser reported an error"];
    return { id, outcome: "bad", answer: "It never connected.", evidence };
  }
  return { id, outcome: "unknown", answer: "It has not connected yet.", evidence: [] };
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
    return { id, outcome: "unknown", answer: "The answer to the handshake was not seen.", evidence: [] };
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

function messages(upgrade: Upgrade, now: number, protocol: ProtocolResult | null): Worry {
  const id = "messages";
  const seen = messagesOf(upgrade);
  const total = countOf(seen);
  const state = stateOf(upgrade);
  const evidence = total === 0 ? [] : [`${count(total, "message")} counted`];
  if (state === "failed") return { id, outcome: "bad", answer: "No message could pass.", evidence };
  if (state !== "open" || upgrade.fromFile) {
    const answer = total === 0 ? "No message passed while it was watched." : `${count(total, "message")} passed.`;
    return { id, outcome: "unknown", answer, evidence };
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
    const beat = protocol?.heartbeat;
    const late = beat?.visible === true && now - seen.lastAt > 2 * beat.intervalMs;
    const answer = `No message for ${duration(now - seen.lastAt)}.`;
    return late
      ? {
          id,
          outcome: "attention",
          answer: `${answer} ${protocol?.name} usually sends a sign of life every ${duration(beat.intervalMs)}.`,
          evidence,
        }
      : { id, outcome: "unknown", answer: `${answer} That can be fine: pings are not visible here.`, evidence };
  }
  return {
    id,
    outcome: "good",
    answer: `Messages still flow: ${count(recent, "message")} in the last minute.`,
    evidence,
  };
}

function proxy(upgrade: Upgrade, now: number, intermediaries: readonly IntermediaryResult[]): Worry {
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
  const first = shortest(intermediaries);
  if (first === null || stateOf(upgrade) !== "open" || upgrade.fromFile) {
    return { id, outcome: "unknown", answer: `${names} left a mark on the way.`, evidence };
  }
  const { product, timeout } = first;
  const seen = messagesOf(upgrade);
  const since = seen.lastAt ?? upgrade.response?.at ?? null;
  const longest = Math.max(seen.longestGap, since === null ? 0 : now - since);
  const near = longest >= timeout.milliseconds * NEAR;
  const habit = timeout.reported
    ? `${product} is reported to end a silent connection after about ${duration(timeout.milliseconds)} (its documentation names no number)`
    : `${product} ends a silent connection after ${duration(timeout.milliseconds)} by default (the operator may have changed it)`;
  const answer = `${habit}; the longest silence seen here was ${duration(longest)}.`;
  return { id, outcome: near ? "attention" : "good", answer, evidence };
}

function shortest(intermediaries: readonly IntermediaryResult[]): { product: string; timeout: Timeout } | null {
  const idle = intermediaries.flatMap(({ name, timeouts }) =>
    timeouts.filter(({ kind }) => kind === "idle").map((timeout) => ({ product: name, timeout })),
  );
  return idle.sort((a, b) => a.timeout.milliseconds - b.timeout.milliseconds)[0] ?? null;
}
