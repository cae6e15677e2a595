import { addressOf } from "../../upgrade/http/address.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import type { Report, ReportConnection } from "../contract/format.ts";
import { withEncodedLabels } from "../contract/labels.ts";

/**
 * One line of an NDJSON report: a connection with every value at the top level, for DuckDB, Spark, BigQuery and `jq`. The
 * same keys in every line; null is "not known".
 */
export type FlatConnection = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/**
 * A report as newline-delimited JSON (https://github.com/ndjson/ndjson-spec): one connection a line, nothing for none.
 */
export function toNdjson(report: Report): string {
  return [...ndjsonOf(report)].join("");
}

/** The same in pieces, one for each connection. */
export function* ndjsonOf(report: Report): Generator<string> {
  for (const connection of report.connections) yield `${JSON.stringify(flat(connection, report))}\n`;
}

function flat(connection: ReportConnection, report: Report): FlatConnection {
  const { initiator, verdict, diagnosis, protocol, messages, close, timing, attempts, handshake } = connection;
  const address = addressOf(connection.url === null ? null : withEncodedLabels(connection.url));
  const cause = diagnosis?.causes[0] ?? null;
  return {
    report_generated_at: report.generatedAt,
    report_page: report.page.url,
    report_source: report.capture.source,
    tool_version: report.tool.version,
    browser: report.tool.browser,
    redacted: report.redaction.applied,
    file: connection.file,
    id: connection.id,
    url: connection.url,
    host: address?.authority ?? null,
    kind: connection.kind,
    transport: connection.transport,
    target: connection.target,
    initiator_url: initiator?.url ?? null,
    initiator_line: initiator?.line ?? null,
    state: connection.state,
    pending: connection.pending,
    opened_before_capture: connection.openedBeforeCapture,
    status: connection.status,
    level: verdict.level,
    headline: verdict.headline,
    sentence: verdict.sentence,
    failed_checks: connection.checks.filter(({ outcome }) => outcome === "fail").map(({ id }) => id),
    warned_checks: connection.checks.filter(({ outcome }) => outcome === "warn").map(({ id }) => id),
    diagnosis: diagnosis?.id ?? null,
    diagnosis_summary: diagnosis?.summary ?? null,
    browser_message: diagnosis?.message ?? null,
    first_cause: cause?.id ?? null,
    first_cause_likelihood: cause?.likelihood ?? null,
    intermediaries: connection.intermediaries.map(({ id }) => id),
    protocol: protocol?.id ?? null,
    subprotocol: handshake.response && headerValue(handshake.response.headers, "Sec-WebSocket-Protocol"),
    extensions: handshake.response && headerValue(handshake.response.headers, "Sec-WebSocket-Extensions"),
    sent_messages: messages?.sent.count ?? null,
    sent_bytes: messages?.sent.bytes ?? null,
    received_messages: messages?.received.count ?? null,
    received_bytes: messages?.received.bytes ?? null,
    bytes_exact: messages?.bytesExact ?? null,
    last_message_at: messages?.lastAt ?? null,
    close_code: close?.code ?? null,
    close_reason: close?.reason ?? null,
    close_clean: close?.wasClean ?? null,
    created_at: timing.createdAt,
    request_sent_at: timing.requestSentAt,
    opened_at: timing.openedAt,
    closed_at: timing.closedAt,
    handshake_ms: timing.handshakeMs,
    open_ms: timing.openMs,
    attempts: attempts?.count ?? null,
    attempts_pattern: attempts?.pattern ?? null,
  };
}
