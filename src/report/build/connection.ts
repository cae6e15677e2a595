import { closeMeaning } from "../../knowledge/close-codes/meaning.ts";
import { controlEvidence } from "../../knowledge/diagnoses/causes/application.ts";
import type { Cause, DiagnosisResult } from "../../knowledge/diagnoses/diagnosis.ts";
import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import { statusOf } from "../../knowledge/explanation/row.ts";
import { worstStanding } from "../../knowledge/protocols/control/standing.ts";
import { factsOf } from "../../upgrade/kinds/registry.ts";
import {
  areMessagesKnown,
  isOlderThanCapture,
  isShownAsPending,
  isWatchedOpen,
  messagesOf,
  stateOf,
} from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { ReportCause, ReportConnection, ReportDiagnosis } from "../contract/format.ts";
import { namesOf } from "./names.ts";
import { observedOf } from "./observed.ts";
import { plainText } from "./plain.ts";
import { elapsed, isoTime } from "./time.ts";

/**
 * One connection as a report has it, with every secret still in it.
 *
 * @param explanation what is said about the upgrade
 * @param now epoch milliseconds: until when an open connection counts as open
 */
export function connectionOf(explanation: Explanation, now: number): ReportConnection {
  const { upgrade, verdict, protocol, pending } = explanation;
  return {
    id: upgrade.id,
    url: upgrade.url,
    kind: upgrade.kind,
    transport: transportOf(upgrade),
    target: upgrade.target,
    initiator: upgrade.initiator,
    state: stateOf(upgrade),
    pending: isShownAsPending(upgrade),
    openedBeforeCapture: isOlderThanCapture(upgrade),
    status: seenStatus(upgrade),
    verdict: { level: verdict.level, headline: verdict.headline, sentence: plainText(verdict.sentence) },
    pendingReason: pending && {
      title: pending.title,
      plain: plainText(pending.plain),
      engineer: plainText(pending.engineer),
    },
    way: explanation.path,
    handshake: handshakeOf(explanation),
    checks: explanation.checks.map(({ id, outcome, summary, reference, evidence }) => ({
      id,
      outcome,
      summary: plainText(summary),
      reference: reference.text,
      referenceUrl: reference.url,
      evidence,
    })),
    diagnosis: explanation.diagnosis && diagnosisOf(explanation.diagnosis),
    intermediaries: explanation.intermediaries.map(({ id, name, version, confidence, evidence }) => ({
      id,
      name,
      version,
      confidence,
      evidence,
    })),
    protocol: protocol && {
      id: protocol.id,
      name: protocol.name,
      evidence: protocol.evidence,
      heartbeat: protocol.heartbeat && {
        by: protocol.heartbeat.by,
        intervalMs: protocol.heartbeat.intervalMs,
        visible: protocol.heartbeat.visible,
        ...(protocol.heartbeat.isAnnounced === true ? { announced: true } : {}),
      },
    },
    application: applicationOf(explanation),
    messages: messageCounts(upgrade),
    names: nameCounts(upgrade),
    close: closeOf(explanation),
    timing: timingOf(upgrade, now),
    attempts: attemptsOf(explanation),
    observed: observedOf(explanation),
    file: null,
  };
}

/** The contract knows HTTP/1.1 and what came after it. */
function transportOf(upgrade: Upgrade): ReportConnection["transport"] {
  const transport = factsOf(upgrade.kind).transportOf(upgrade);
  return transport === null || transport === "http/1.1" ? transport : "http/2+";
}

/** What was seen of the status: the contract has nothing that only follows from it. */
function seenStatus(upgrade: Upgrade): number | null {
  const { code, isSeen } = statusOf(upgrade);
  return upgrade.response?.status ?? (isSeen ? code : null);
}

function handshakeOf({ upgrade, expectedAccept }: Explanation): ReportConnection["handshake"] {
  const { request, response } = upgrade;
  return {
    request: request && { headers: request.headers },
    response: response && { status: response.status, statusText: response.statusText, headers: response.headers },
    expectedAccept,
  };
}

function diagnosisOf({ id, summary, message, evidence, reference, causes }: DiagnosisResult): ReportDiagnosis {
  return {
    id,
    summary: plainText(summary),
    message,
    evidence,
    reference: reference.text,
    referenceUrl: reference.url,
    causes: causes.map(causeOf),
  };
}

function causeOf({ id, likelihood, title, why, evidence, fix }: Cause): ReportCause {
  return {
    id,
    likelihood,
    title: plainText(title),
    why: plainText(why),
    evidence,
    fix: fix && { text: plainText(fix.text), snippets: fix.snippets },
  };
}

function applicationOf({ upgrade, protocol }: Explanation): ReportConnection["application"] {
  const worst = worstStanding(upgrade, protocol?.id ?? null);
  if (worst === null) return null;
  const { state, reason, code } = worst.part;
  return { state, reason, code, evidence: controlEvidence(worst) };
}

function messageCounts(upgrade: Upgrade): ReportConnection["messages"] {
  if (!areMessagesKnown(upgrade)) return null;
  const { sent, received, lastAt, bytesExact } = messagesOf(upgrade);
  return { sent, received, lastAt: isoTime(lastAt), bytesExact };
}

function nameCounts(upgrade: Upgrade): ReportConnection["names"] {
  const { names } = messagesOf(upgrade);
  return names === null ? null : namesOf(names);
}

/** RFC 6455 §5.5.1: a code is two bytes; the schema has room for nothing else. */
function closeOf({ upgrade, protocol }: Explanation): ReportConnection["close"] {
  if (upgrade.close === null) return null;
  const { code, reason, wasClean } = upgrade.close;
  const isCode = Number.isInteger(code) && code >= 0 && code <= 0xffff;
  const { name, meaning } = closeMeaning(code, protocol?.id ?? null);
  return { code: isCode ? code : null, reason, wasClean, meaning: `${name}: ${plainText(meaning)}` };
}

function attemptsOf({ series }: Explanation): ReportConnection["attempts"] {
  if (series === null) return null;
  return { count: series.attempts.length, intervalsMs: series.intervalsMs, pattern: series.pattern };
}

function timingOf(upgrade: Upgrade, now: number): ReportConnection["timing"] {
  const state = stateOf(upgrade);
  const opened = state === "open" || state === "closed";
  const responseAt = upgrade.exchange?.establishedAt ?? upgrade.response?.at ?? null;
  const openedAt = opened ? responseAt : null;
  const sentAt = upgrade.request?.at ?? null;
  return {
    createdAt: isoTime(upgrade.createdAt),
    requestSentAt: isoTime(sentAt),
    openedAt: isoTime(openedAt),
    closedAt: isoTime(upgrade.closedAt),
    handshakeMs: elapsed(sentAt, responseAt),
    openMs: elapsed(openedAt, upgrade.closedAt ?? (isWatchedOpen(upgrade) ? now : null)),
  };
}
