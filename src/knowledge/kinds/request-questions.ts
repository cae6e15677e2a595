import { countOf } from "../../upgrade/counts/messages.ts";
import { headerValues } from "../../upgrade/http/headers.ts";
import {
  isRefusedStream,
  isUntold,
  isWatchedOpen,
  isWithheld,
  messagesOf,
  stateOf,
  wasOpened,
} from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { headerEvidence } from "../checks/finding.ts";
import type { DiagnosisResult } from "../diagnoses/diagnosis.ts";
import { blockedEvidence } from "../diagnoses/evidence.ts";
import type { Worry } from "../explanation/explanation.ts";
import type { IntermediaryResult } from "../intermediaries/intermediary.ts";
import { bytes, count, duration } from "../text.ts";
import { nounOf } from "./kind-words.ts";

/** The questions of "Should I worry?" that make sense for a request or a WebTransport. */
export function requestWorries(
  upgrade: Upgrade,
  now: number,
  intermediaries: readonly IntermediaryResult[],
  diagnosis: DiagnosisResult | null,
): Worry[] {
  if (upgrade.kind === "other-upgrade") return [];
  return [
    connects(upgrade),
    ...(upgrade.kind === "event-stream" && upgrade.response !== null ? [type(upgrade)] : []),
    ...(upgrade.kind === "long-poll" ? [] : [flows(upgrade, now, diagnosis)]),
    proxy(intermediaries),
  ];
}

function connects(upgrade: Upgrade): Worry {
  const id = "connects";
  const { request, response, exchange, createdAt } = upgrade;
  const [from, to] = [request?.at ?? createdAt, exchange?.establishedAt ?? response?.at ?? null];
  const took = from === null || to === null ? "" : `, in ${duration(to - from)}`;
  if (response !== null) {
    const evidence = [`status ${response.status} of the response`];
    if (isWithheld(upgrade)) {
      const answer = `It was answered${took}, and the browser kept the response from the page.`;
      return { id, outcome: "bad", answer, evidence };
    }
    const isGood = response.status < 400 && !isRefusedStream(upgrade);
    return { id, outcome: isGood ? "good" : "bad", answer: `It was answered${took}.`, evidence };
  }
  if (wasOpened(upgrade)) {
    const isTold = upgrade.kind === "webtransport" && upgrade.seenBy.debugger;
    const established = isTold ? "the browser said that it is established" : "its times in DevTools' log";
    const evidence = [upgrade.kind === "webtransport" ? established : "events were seen"];
    return { id, outcome: "good", answer: `It connected${took}.`, evidence };
  }
  if (stateOf(upgrade) === "blocked") {
    const said = upgrade.blocked === null ? null : blockedEvidence(upgrade.blocked.message, upgrade.url);
    const evidence = [said ?? "the browser reported that it refused it"];
    return { id, outcome: "bad", answer: "It never connected: the browser did not let it.", evidence };
  }
  if (stateOf(upgrade) === "failed") {
    const evidence = [upgrade.error === null ? "it ended without a response" : "the browser reported an error"];
    return { id, outcome: "bad", answer: "It was never answered.", evidence };
  }
  if (isUntold(upgrade)) {
    const answer = "The log does not tell whether it was established.";
    return { id, outcome: "unknown", answer, evidence: [] };
  }
  const answer =
    stateOf(upgrade) === "closed" ? "It was given up before a response came." : "It has not been answered yet.";
  return { id, outcome: "unknown", answer, evidence: [] };
}

function type(upgrade: Upgrade): Worry {
  const values = headerValues(upgrade.response?.headers ?? [], "Content-Type");
  const evidence = headerEvidence("response", "Content-Type", values);
  return isRefusedStream(upgrade)
    ? { id: "handshake", outcome: "bad", answer: "The response is not one that an EventSource takes.", evidence }
    : { id: "handshake", outcome: "good", answer: "The response says that it is an event stream.", evidence };
}

function flows(upgrade: Upgrade, now: number, diagnosis: DiagnosisResult | null): Worry {
  const id = "messages";
  if (upgrade.kind === "webtransport") {
    const answer = "What passes over a WebTransport, Chrome shows to no extension.";
    return { id, outcome: "unknown", answer, evidence: [] };
  }
  const messages = messagesOf(upgrade);
  const total = countOf(messages);
  const noun = nounOf(upgrade);
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
    ? { id, outcome: "good", answer: `It flows: ${all} so far, the last ${noun} ${duration(since)} ago.`, evidence }
    : { id, outcome: "unknown", answer: `No ${noun} for ${duration(since)}. A quiet stream can be fine.`, evidence };
}

function proxy(intermediaries: readonly IntermediaryResult[]): Worry {
  const id = "proxy";
  if (intermediaries.length === 0) {
    const answer = "No proxy left a mark on what was seen. Many leave none, so one may still be there.";
    return { id, outcome: "unknown", answer, evidence: [] };
  }
  const names = intermediaries.map(({ name }) => name).join(" and ");
  const evidence = intermediaries.flatMap((product) => product.evidence);
  return { id, outcome: "unknown", answer: `${names} left a mark on the way.`, evidence };
}
