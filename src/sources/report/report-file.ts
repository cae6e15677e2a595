import type { Report, ReportConnection } from "../../report/contract/format.ts";
import { withPlaceholders } from "../../report/contract/labels.ts";
import { networkOfReport } from "../../report/contract/network.ts";
import { emptyHistogram } from "../../upgrade/counts/histogram.ts";
import { type Messages, noMessages } from "../../upgrade/counts/messages.ts";
import { emptyRate } from "../../upgrade/counts/rate.ts";
import { newExchange } from "../../upgrade/http/exchange.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import type { BlockedBy } from "../../upgrade/observation.ts";
import type { Reading } from "../../upgrade/reading.ts";
import { newUpgrade, type Upgrade } from "../../upgrade/upgrade.ts";
import { namesIn } from "./names.ts";

/**
 * A report as the facts that it holds, to be explained again as of the moment when it was made. Labels of redaction become
 * placeholders that URLs and headers can hold, so that a masked value is not taken for a broken one.
 *
 * @param file tells reports apart that are read together: 1 is the first
 */
export function readingOfReport(report: Report, file = 1): Reading {
  const { capture, page, tool, generatedAt } = report;
  return {
    source: capture.source,
    upgrades: upgradesOf(report, file),
    hostResponses: hostResponsesOf(report, file),
    page: page.url === null ? null : withPlaceholders(page.url, file),
    browser: tool.browser,
    startedAt: at(capture.startedAt),
    endedAt: at(generatedAt),
    lost: capture.lost.map((gap) => withPlaceholders(gap, file)),
  };
}

/** The responses that were evidence when it was made; those of one host are reported with each of its connections. */
function hostResponsesOf({ connections }: Report, file: number): HostResponse[] {
  const all = connections.flatMap(({ observed }) => observed?.neighbours ?? []);
  const different = new Map(all.map((one) => [JSON.stringify(one), one]));
  const read: Read = (text) => withPlaceholders(text, file);
  return [...different.values()].map(({ url, status, headers: list }) => ({
    url: read(url),
    status,
    headers: headers(list, read),
  }));
}

/**
 * The upgrades of a report, under the ids that they have in it.
 *
 * @param file tells reports apart that are read together: 1 is the first
 */
export function upgradesOf(report: Report, file = 1): Upgrade[] {
  const read = (text: string): string => withPlaceholders(text, file);
  return report.connections.map((connection) => upgradeOf(connection, read));
}

type Read = (text: string) => string;

function upgradeOf(connection: ReportConnection, read: Read): Upgrade {
  const { id, url, target, initiator, handshake, timing, close, observed } = connection;
  const { request, response } = handshake;
  const counts = messagesIn(connection, read);
  const isLive = observed?.seenBy.debugger ?? connection.openedBeforeCapture;
  return {
    ...newUpgrade(id),
    kind: connection.kind,
    exchange: exchangeOf(connection, read),
    url: url === null ? null : read(url),
    target,
    initiator: initiator && {
      ...initiator,
      url: read(initiator.url),
      function: initiator.function && read(initiator.function),
    },
    createdAt: at(timing.createdAt),
    request: request && {
      headers: headers(request.headers, read),
      at: at(timing.requestSentAt),
      ...(observed?.method === undefined ? {} : { method: observed.method }),
      ...(observed?.httpVersion === undefined ? {} : { httpVersion: observed.httpVersion }),
      ...(observed?.cut?.includes("request") === true ? { isCut: true as const } : {}),
    },
    requestsSent: observed?.requestsSent ?? (request === null ? 0 : 1),
    response: response && {
      status: response.status,
      statusText: read(response.statusText),
      headers: headers(response.headers, read),
      ...(observed?.responseHttpVersion === undefined ? {} : { httpVersion: observed.responseHttpVersion }),
      ...(observed?.logLine === undefined ? {} : { logLine: observed.logLine }),
      ...(observed?.statusInferred === undefined ? {} : { isStatusInferred: observed.statusInferred }),
      ...(observed?.cut?.includes("response") === true ? { isCut: true as const } : {}),
      ...(observed?.body === undefined ? {} : { body: read(observed.body) }),
      at: responseAt(connection),
    },
    error: errorOf(connection, read),
    closedAt: at(timing.closedAt),
    ended: observed === null ? endOf(connection) : observed.ended,
    close:
      close === null || close.code === null
        ? null
        : { code: close.code, reason: read(close.reason ?? ""), wasClean: close.wasClean ?? close.code !== ABNORMAL },
    blocked: blockOf(connection, read),
    snapshots: (observed?.looks ?? []).map((snapshot) => ({
      ...snapshot,
      at: at(snapshot.at) ?? 0,
      protocol: read(snapshot.protocol),
      extensions: read(snapshot.extensions),
    })),
    application: applicationOf(connection, read),
    countedByDebugger: isLive ? counts : noMessages,
    countedByLog: isLive ? noMessages : counts,
    seenBy: observed?.seenBy ?? { debugger: isLive, network: !isLive },
    logsMessages: isLive ? null : connection.messages !== null,
    unwatchedSince: at(observed?.unwatchedSince ?? null),
    // A report of another writer says by "pending" whether somebody was watching.
    ...(observed?.client === undefined ? {} : { client: read(observed.client) }),
    ...(observed?.schemeGuessed === undefined ? {} : { isSchemeGuessed: observed.schemeGuessed }),
    ...(observed?.requestPath === undefined ? {} : { path: read(observed.requestPath) }),
    ...(observed?.network === undefined ? {} : { network: networkOfReport(observed.network) }),
    fromFile: observed?.fromFile ?? (connection.state === "open" && !connection.pending),
  };
}

/** RFC 6455 §7.1.5: this code alone is never clean. */
const ABNORMAL = 1006;

function messagesIn(connection: ReportConnection, read: Read): Messages {
  const { messages, names, observed, openedBeforeCapture } = connection;
  if (messages === null) return noMessages;
  const { sent, received, lastAt, bytesExact } = messages;
  if (sent.count + received.count === 0 && !openedBeforeCapture) return noMessages;
  return {
    sent,
    received,
    firstAt: at(observed?.messages.firstAt ?? null),
    lastAt: at(lastAt),
    lastDirection: observed?.messages.lastDirection ?? null,
    bytesExact,
    sizes: emptyHistogram,
    gaps: emptyHistogram,
    longestGap: observed?.messages.longestGapMs ?? 0,
    recent: emptyRate,
    history: emptyRate,
    names: namesIn(names, read),
  };
}

function applicationOf({ observed }: ReportConnection, read: Read): Upgrade["application"] {
  return (observed?.application ?? []).map(({ whole, sure, ...part }, i) => ({
    ...part,
    scope: part.scope && read(part.scope),
    // Its checksum is in no report: its place tells the parts apart.
    key: whole ? 0 : i + 1,
    ask: null,
    reason: part.reason && read(part.reason),
    code: part.code && read(part.code),
    at: at(part.at),
    isSure: sure,
  }));
}

/** The duration is more exact than the moment, which has whole milliseconds. */
function responseAt({ timing }: ReportConnection): number | null {
  const sentAt = at(timing.requestSentAt);
  return sentAt === null || timing.handshakeMs === null ? at(timing.openedAt) : sentAt + timing.handshakeMs;
}

function errorOf({ observed, diagnosis, state, timing }: ReportConnection, read: Read): Upgrade["error"] {
  if (observed !== null) {
    const { error } = observed;
    return error && { message: read(error.message), at: at(error.at), monotonicSeconds: null };
  }
  if (diagnosis === null || diagnosis.message === null || state === "open" || state === "blocked") return null;
  return { message: read(diagnosis.message), at: at(timing.closedAt), monotonicSeconds: null };
}

function exchangeOf({ kind, observed }: ReportConnection, read: Read): Upgrade["exchange"] {
  const reported = observed?.exchange ?? null;
  if (reported === null) return kind === "websocket" ? null : newExchange("GET", null);
  const { body, corsError, established = null, establishedAt, ...rest } = reported;
  return {
    ...rest,
    corsError: corsError === undefined ? null : { code: corsError.code, parameter: read(corsError.parameter) },
    // Reports of before this was reported have the moment alone.
    established: established ?? (establishedAt === null ? null : true),
    establishedAt: at(establishedAt),
    monotonicSeconds: null,
    body: { ...body, firstAt: at(body.firstAt), lastAt: at(body.lastAt) },
  };
}

function endOf({ state, timing }: ReportConnection): Upgrade["ended"] {
  return state === "closed" || state === "failed" || timing.closedAt !== null ? "closed" : null;
}

const RULES: readonly BlockedBy[] = ["content-security-policy", "mixed-content", "socket-limit", "blocked-by-client"];

function blockOf({ observed, diagnosis, state }: ReportConnection, read: Read): Upgrade["blocked"] {
  if (observed !== null) {
    const { blocked } = observed;
    return (
      blocked && { ...blocked, message: read(blocked.message), directive: blocked.directive && read(blocked.directive) }
    );
  }
  const by = RULES.find((rule) => rule === diagnosis?.id);
  return state !== "blocked" || by === undefined
    ? null
    : { by, message: read(diagnosis?.message ?? ""), directive: null };
}

function headers(list: Headers, read: Read): Headers {
  return list.map(([name, value]) => [name, read(value)] as const);
}

function at(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}
