import { bytes, count, duration, number, visibleText } from "../knowledge/words.ts";
import type { Headers } from "../upgrade/headers.ts";
import type { ReportConnection } from "./format.ts";
import { diagnosisSection } from "./markdown-diagnosis.ts";
import { codeSpan, fenced, inline, link, table } from "./markdown-text.ts";

/** The blocks of one connection: what is known, and nothing about what is not. */
export function connectionSection(connection: ReportConnection): string[] {
  const { id, url, verdict } = connection;
  return [
    `## ${inline(id)} · ${url === null ? "address not known" : codeSpan(url)}`,
    `**${LEVELS[verdict.level]}.** ${inline(verdict.sentence)}`,
    table(["Fact", "Value"], facts(connection)),
    ...diagnosisSection(
      connection.diagnosis,
      connection.intermediaries.map(({ name }) => name),
    ),
    ...checks(connection.checks),
    ...intermediaries(connection.intermediaries),
    ...messages(connection.messages),
    ...headers(connection.handshake),
  ];
}

const LEVELS: Readonly<Record<ReportConnection["verdict"]["level"], string>> = {
  healthy: "Healthy",
  attention: "Needs attention",
  failed: "Failed",
  unknown: "Not known",
};

function facts(connection: ReportConnection): string[][] {
  const { state, pending, status, transport, target, initiator, timing, protocol, close } = connection;
  return [
    ["State", state],
    ["Time column in DevTools", pending ? "Pending" : null],
    ["Status", status === null ? null : String(status)],
    ["Transport", transport === "http/2+" ? "HTTP/2 or HTTP/3, extended CONNECT" : transport && "HTTP/1.1"],
    ["Opened by", openedBy(target, initiator)],
    ["Opened before the capture", connection.openedBeforeCapture ? "yes: the handshake was not seen" : null],
    ["Protocol", protocol && inline(protocol.name) + evidence(protocol.evidence)],
    ["Heartbeat by default", heartbeat(protocol)],
    ["Created", timing.createdAt],
    ["Request sent", timing.requestSentAt],
    ["Answered after", timing.handshakeMs === null ? null : duration(timing.handshakeMs)],
    ["Opened", timing.openedAt],
    ["Closed", timing.closedAt],
    ["Open for", timing.openMs === null ? null : duration(timing.openMs)],
    ["Close code", close === null || close.code === null ? null : String(close.code)],
    ["Close reason", close === null || close.reason === null ? null : codeSpan(close.reason)],
    ["Clean close", close === null || close.wasClean === null ? null : close.wasClean ? "yes" : "no"],
    ["What the close says", close === null || close.meaning === null ? null : inline(close.meaning)],
    ["Attempts at this address", connection.attempts === null ? null : number(connection.attempts.count)],
  ].flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name ?? "", value]]));
}

function openedBy(target: ReportConnection["target"], initiator: ReportConnection["initiator"]): string | null {
  if (initiator === null) return target;
  const line = initiator.line === null ? "" : `:${initiator.line}`;
  const column = initiator.line === null || initiator.column === null ? "" : `:${initiator.column}`;
  const name = initiator.function === null ? "" : `${codeSpan(initiator.function)} at `;
  return `${target === null ? "" : `${target}, `}${name}${codeSpan(initiator.url + line + column)}`;
}

function heartbeat(protocol: ReportConnection["protocol"]): string | null {
  if (protocol === null || protocol.heartbeat === null) return null;
  const { by, intervalMs } = protocol.heartbeat;
  return `every ${duration(intervalMs)}, sent by ${by === "both" ? "both sides" : `the ${by}`}`;
}

function checks(list: ReportConnection["checks"]): string[] {
  const rows = list.map(({ id, outcome, summary, reference, referenceUrl, evidence: from }) => [
    inline(id),
    outcome === "fail" ? "**fail**" : outcome.replaceAll("-", " "),
    inline(summary) + evidence(from),
    link(reference, referenceUrl),
  ]);
  return rows.length === 0 ? [] : ["### Checks", table(["Check", "Outcome", "What was found", "Standard"], rows)];
}

function intermediaries(list: ReportConnection["intermediaries"]): string[] {
  const lines = list.map(
    ({ name, version, confidence, evidence: from }) =>
      `- ${inline(name)}${version === null ? "" : ` ${inline(version)}`}: ${confidence}${evidence(from)}`,
  );
  return lines.length === 0 ? [] : ["### Recognised on the way", lines.join("\n")];
}

function messages({ sent, received, lastAt, bytesExact }: ReportConnection["messages"]): string[] {
  const total = sent.count + received.count;
  if (total === 0) return [];
  const rows = (
    [
      ["sent", sent],
      ["received", received],
    ] as const
  ).map(([name, tally]) => [
    name,
    number(tally.count),
    number(tally.text),
    number(tally.binary),
    bytesExact ? bytes(tally.bytes) : `at least ${bytes(tally.bytes)}`,
  ]);
  const last = lastAt === null ? [] : [`${count(total, "message")}; the last one at ${inline(lastAt)}.`];
  return ["### Messages", table(["Direction", "Messages", "Text", "Binary", "Payload"], rows), ...last];
}

function headers({ request, response }: ReportConnection["handshake"]): string[] {
  return [
    ...(request === null ? [] : ["### Request headers", fenced(lines(request.headers), "http")]),
    ...(response === null
      ? []
      : [
          "### Response headers",
          fenced(`${response.status} ${visibleText(response.statusText)}\n${lines(response.headers)}`, "http"),
        ]),
  ];
}

/** One line a header: a line break inside a value must not look like the next header. */
function lines(list: Headers): string {
  return list.map(([name, value]) => visibleText(`${name}: ${value}`)).join("\n");
}

function evidence(list: readonly string[]): string {
  return list.length === 0 ? "" : ` (from ${list.map(codeSpan).join(", ")})`;
}
