import { countOf } from "../../../upgrade/counts/messages.ts";
import { isRefusedStream, isUnreported, isWithheld, stateOf, wasOpened } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { statusOfResponse } from "../../checks/finding.ts";
import { blockedEvidence } from "../../diagnoses/evidence.ts";
import { duration } from "../../text.ts";
import type { Findings, HealthQuestion } from "../explanation.ts";
import type { Question } from "./question.ts";

/** Whether a WebSocket connected. */
export function connected({ upgrade }: Findings): HealthQuestion {
  const id = "connects";
  if (wasOpened(upgrade) && stateOf(upgrade) !== "failed" && upgrade.blocked === null) {
    const { request, response } = upgrade;
    const [sentAt, responseAt] = [request?.at ?? null, response?.at ?? null];
    const took = sentAt !== null && responseAt !== null ? ` in ${duration(responseAt - sentAt)}` : "";
    const evidence = response === null ? [openEvidence(upgrade)] : [statusOfResponse(response)];
    return { id, outcome: "good", answer: `It connected${took}.`, evidence };
  }
  if (upgrade.blocked !== null) {
    const evidence = [blockedEvidence(upgrade.blocked.message, upgrade)];
    return { id, outcome: "bad", answer: "It never connected: the browser blocked it.", evidence };
  }
  if (stateOf(upgrade) === "failed") {
    const evidence =
      upgrade.error === null
        ? [upgrade.response === null ? "it ended without a response" : statusOfResponse(upgrade.response)]
        : [upgrade.fromFile ? "the file reports an error" : "the browser reported an error"];
    return { id, outcome: "bad", answer: "It never connected.", evidence };
  }
  return { id, outcome: "unknown", answer: "It has not connected yet.", evidence: [] };
}

function openEvidence({ countedByDebugger, snapshots }: Upgrade): string {
  return countOf(countedByDebugger) === 0 && snapshots.length > 0
    ? "a snapshot of the live socket"
    : "messages were seen";
}

/**
 * Whether a request got a response, or a connection established that has no response.
 *
 * @param openEvidence what shows that it is open where no response was seen
 */
export function responded(openEvidence: (upgrade: Upgrade) => string): Question {
  return ({ upgrade }) => responseQuestion(upgrade, openEvidence);
}

function responseQuestion(upgrade: Upgrade, openEvidence: (upgrade: Upgrade) => string): HealthQuestion {
  const id = "connects";
  const { request, response, exchange, createdAt } = upgrade;
  const [from, to] = [request?.at ?? createdAt, exchange?.establishedAt ?? response?.at ?? null];
  const took = from === null || to === null ? "" : ` in ${duration(to - from)}`;
  if (response !== null) {
    const evidence = [statusOfResponse(response)];
    if (isWithheld(upgrade)) {
      const answer = `A response came${took}, but the browser withheld it from the page.`;
      return { id, outcome: "bad", answer, evidence };
    }
    const isGood = response.status < 400 && !isRefusedStream(upgrade);
    return { id, outcome: isGood ? "good" : "bad", answer: `A response came${took}.`, evidence };
  }
  if (wasOpened(upgrade)) {
    return { id, outcome: "good", answer: `It connected${took}.`, evidence: [openEvidence(upgrade)] };
  }
  if (stateOf(upgrade) === "blocked") {
    const said = upgrade.blocked === null ? null : blockedEvidence(upgrade.blocked.message, upgrade);
    const evidence = [said ?? "the browser reported that it refused the request"];
    return { id, outcome: "bad", answer: "It never connected: the browser blocked it.", evidence };
  }
  if (stateOf(upgrade) === "failed") {
    const evidence = [upgrade.error === null ? "it ended without a response" : "the browser reported an error"];
    return { id, outcome: "bad", answer: "No response ever came.", evidence };
  }
  if (isUnreported(upgrade)) {
    const answer = "The log does not say whether it was established.";
    return { id, outcome: "unknown", answer, evidence: [] };
  }
  const answer =
    stateOf(upgrade) === "closed" ? "It was canceled before a response came." : "No response has come yet.";
  return { id, outcome: "unknown", answer, evidence: [] };
}
