import type { ReportConnection } from "../../contract/format.ts";
import {
  addressPiece,
  connectionFacts,
  type Fact,
  MESSAGE_COLUMNS,
  messageFacts,
  readableChecks,
} from "../outline/facts.ts";
import { headlineOf } from "../outline/headline.ts";
import { NAME_COLUMNS, nameFacts } from "../outline/name-facts.ts";
import { rawRequest, rawResponse } from "../outline/raw.ts";
import { diagnosisSection } from "./diagnosis.ts";
import { codeSpan, fenced, inline, link, pieces, table } from "./text.ts";

/** The blocks of one connection: what is known, and nothing about what is not. */
export function connectionSection(connection: ReportConnection): string[] {
  const { id, verdict } = connection;
  return [
    `## ${inline(id)}: ${pieces([addressPiece(connection)])}`,
    `**${inline(headlineOf(verdict))}.** ${inline(verdict.sentence)}`,
    factTable(connectionFacts(connection)),
    ...diagnosisSection(
      connection.diagnosis,
      connection.intermediaries.map(({ name }) => name),
    ),
    ...checks(readableChecks(connection)),
    ...intermediaries(connection.intermediaries),
    ...messages(connection.messages),
    ...names(connection),
    ...headers(connection),
  ];
}

function factTable(facts: readonly Fact[]): string {
  return table(
    ["Fact", "Value"],
    facts.map(({ name, value, evidence: from }) => [name, pieces(value) + evidence(from)]),
  );
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
  return lines.length === 0 ? [] : ["### Recognized along the way", lines.join("\n")];
}

function messages(counts: ReportConnection["messages"]): string[] {
  const said = messageFacts(counts);
  if (said === null) return [];
  return ["### Messages", table(MESSAGE_COLUMNS, said.rows), ...(said.last === null ? [] : [inline(said.last)])];
}

function names(connection: ReportConnection): string[] {
  const said = nameFacts(connection);
  if (said === null) return [];
  const rows = said.rows.map(([name, ...cells]) => [codeSpan(name), ...cells]);
  return ["### Messages by name", table(NAME_COLUMNS, rows), ...said.notes.map(inline)];
}

function headers(connection: ReportConnection): string[] {
  const { response } = connection.handshake;
  const request = rawRequest(connection);
  return [
    ...(request === null ? [] : ["### Request headers", fenced(request, "http")]),
    ...(response === null ? [] : ["### Response headers", fenced(rawResponse(response), "http")]),
  ];
}

function evidence(list: readonly string[]): string {
  return list.length === 0 ? "" : ` (from ${list.map(codeSpan).join(", ")})`;
}
