import { closeMeaning } from "../../knowledge/close-codes/meaning.ts";
import { failureOf } from "../../knowledge/diagnoses/browser-message.ts";
import { toldEvidence } from "../../knowledge/diagnoses/causes/application.ts";
import type { Cause, DiagnosisResult } from "../../knowledge/diagnoses/diagnosis.ts";
import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import { worstStanding } from "../../knowledge/protocols/control/standing.ts";
import { hasHeader } from "../../upgrade/http/headers.ts";
import { isExtendedConnect } from "../../upgrade/kinds/websocket.ts";
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
    status: statusOf(upgrade),
    verdict: { level: verdict.level, headline: verdict.headline, sentence: plainText(verdict.sentence) },
    pendingReason: pending && {
      title: pending.title,
      plain: plainText(pending.plain),
      engineer: plainText(pending.engineer),
    },
    way: explanation.way,
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
    close: closeOf(explanation),
    timing: timingOf(upgrade, now),
    attempts: attemptsOf(explanation),
    observed: observedOf(explanation),
    file: null,
  };
}

/** Extended CONNECT has no key (RFC 8441 §5); a key or a 101 exists only over HTTP/1.1. */
function transportOf(upgrade: Upgrade): ReportConnection["transport"] {
  if (upgrade.kind !== "websocket") return transportOfRequest(upgrade);
  if (isExtendedConnect(upgrade)) return "http/2+";
  const version = upgrade.request?.httpVersion ?? upgrade.response?.httpVersion;
  if (version !== undefined) return version.startsWith("1") ? "http/1.1" : "http/2+";
  const hasKey = upgrade.request !== null && hasHeader(upgrade.request.headers, "Sec-WebSocket-Key");
  return hasKey || upgrade.response?.status === 101 ? "http/1.1" : null;
}

/** The browser names the version of ordinary requests; a WebTransport needs HTTP/3. */
function transportOfRequest({ kind, exchange, response }: Upgrade): ReportConnection["transport"] {
  const protocol = exchange?.protocol ?? null;
  if (kind === "webtransport") return "http/2+";
  if (response?.status === 101 || protocol?.startsWith("http/1")) return "http/1.1";
  return protocol === "h2" || protocol === "h3" ? "http/2+" : null;
}

/** A refused answer is never shown by the browser; its status stands in the error text alone. */
function statusOf(upgrade: Upgrade): number | null {
  if (upgrade.response !== null) return upgrade.response.status;
  const failure = failureOf(upgrade);
  return failure.kind === "status" ? failure.status : null;
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
  return { state, reason, code, evidence: toldEvidence(worst) };
}

function messageCounts(upgrade: Upgrade): ReportConnection["messages"] {
  if (!areMessagesKnown(upgrade)) return null;
  const { sent, received, lastAt, bytesExact } = messagesOf(upgrade);
  return { sent, received, lastAt: isoTime(lastAt), bytesExact };
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
  const answeredAt = upgrade.exchange?.establishedAt ?? upgrade.response?.at ?? null;
  const openedAt = opened ? answeredAt : null;
  const sentAt = upgrade.request?.at ?? null;
  return {
    createdAt: isoTime(upgrade.createdAt),
    requestSentAt: isoTime(sentAt),
    openedAt: isoTime(openedAt),
    closedAt: isoTime(upgrade.closedAt),
    handshakeMs: elapsed(sentAt, answeredAt),
    openMs: elapsed(openedAt, upgrade.closedAt ?? (isWatchedOpen(upgrade) ? now : null)),
  };
}
