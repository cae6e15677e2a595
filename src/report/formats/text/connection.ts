import type { Snippet } from "../../../knowledge/diagnoses/diagnosis.ts";
import { visibleText } from "../../../knowledge/text.ts";
import type { ReportCause, ReportCheck, ReportConnection, ReportDiagnosis } from "../../contract/format.ts";
import { chosenSnippets } from "../outline/chosen-snippets.ts";
import {
  addressPiece,
  connectionFacts,
  type Fact,
  messageFacts,
  type Piece,
  readableChecks,
} from "../outline/facts.ts";
import { headlineOf } from "../outline/headline.ts";
import { nameFacts } from "../outline/name-facts.ts";
import { rawRequest, rawResponse } from "../outline/raw.ts";
import { type Paint, type Tone, wrapped } from "./style.ts";

/** How each level of a verdict is painted. */
export const LEVEL_TONES: Readonly<Record<ReportConnection["verdict"]["level"], Tone>> = {
  healthy: "good",
  attention: "warning",
  failed: "bad",
  unknown: "quiet",
};

const OUTCOME_TONES: Readonly<Record<ReportCheck["outcome"], Tone>> = {
  pass: "good",
  warn: "warning",
  fail: "bad",
  "not-applicable": "quiet",
  "not-observed": "quiet",
};

/** The blocks of one connection, each a list of lines. */
export function connectionText(connection: ReportConnection, paint: Paint): string[][] {
  const { id, verdict, diagnosis, intermediaries, handshake } = connection;
  const title = `${visibleText(id)} · ${plain([addressPiece(connection)])}`;
  const [first = "", ...more] = wrapped(visibleText(`${headlineOf(verdict)}. ${verdict.sentence}`));
  const messages = messageFacts(connection.messages);
  const request = rawRequest(connection);
  return [
    [paint("heading", title), paint(LEVEL_TONES[verdict.level], first), ...more],
    ...(diagnosis === null
      ? []
      : diagnosisText(
          diagnosis,
          intermediaries.map(({ name }) => name),
          paint,
        )),
    factLines(connectionFacts(connection), paint),
    ...section(
      paint,
      "Checks",
      readableChecks(connection).flatMap((check) => checkLines(check, paint)),
    ),
    ...section(
      paint,
      "Recognized along the way",
      intermediaries.flatMap(({ name, version, confidence, evidence }) =>
        line(`${name}${version === null ? "" : ` ${version}`}: ${confidence}${from(evidence)}`),
      ),
    ),
    ...(messages === null
      ? []
      : section(paint, "Messages", [
          ...messages.rows.map(
            ([name = "", all = "", text = "", binary = "", size = ""]) =>
              `  ${name.padEnd(9)} ${all} (${text} text, ${binary} binary), ${size}`,
          ),
          ...(messages.last === null ? [] : [`  ${visibleText(messages.last)}`]),
        ])),
    ...nameLines(connection, paint),
    ...(request === null ? [] : section(paint, "Request headers", indented(request, "  "))),
    ...(handshake.response === null ? [] : section(paint, "Response", indented(rawResponse(handshake.response), "  "))),
  ];
}

function nameLines(connection: ReportConnection, paint: Paint): string[][] {
  const said = nameFacts(connection);
  if (said === null) return [];
  const lines = said.rows.flatMap(([name, kind = "", sent = "", received = "", out = "", back = ""]) =>
    line(`${name} (${kind}): ${sent} sent, ${out}; ${received} received, ${back}`),
  );
  return section(paint, "Messages by name", [...lines, ...said.notes.map((note) => `  ${visibleText(note)}`)]);
}

/** Facts as aligned lines. */
export function factLines(facts: readonly Fact[], paint: Paint): string[] {
  const width = facts.reduce((longest, { name }) => Math.max(longest, name.length), 0);
  return facts.map(
    ({ name, value, evidence }) => `  ${paint("quiet", name.padEnd(width))}  ${plain(value)}${from(evidence)}`,
  );
}

function diagnosisText(
  { id, summary, message, evidence, causes }: ReportDiagnosis,
  recognized: readonly string[],
  paint: Paint,
): string[][] {
  const words = message === null || message === "" || evidence.some((one) => one.includes(message)) ? [] : [message];
  return [
    [
      paint("heading", `What was seen (${visibleText(id)})`),
      ...line(summary),
      ...words.flatMap((one) => line(`The browser's message: ${one}`)),
      ...evidence.map((one) => `  - ${visibleText(one)}`),
    ],
    ...causes.map((cause, i) => causeLines(cause, i, recognized, paint)),
  ];
}

function causeLines(
  { id, likelihood, title, why, evidence, fix }: ReportCause,
  i: number,
  recognized: readonly string[],
  paint: Paint,
): string[] {
  return [
    paint("heading", visibleText(`${i + 1}. ${title}`)) + paint("quiet", visibleText(` (${likelihood}, ${id})`)),
    ...line(why),
    ...evidence.map((one) => `  - ${visibleText(one)}`),
    ...(fix === null ? [] : [...line(`How to fix it: ${fix.text}`), ...snippetLines(fix.snippets, recognized)]),
  ];
}

function snippetLines(snippets: readonly Snippet[], recognized: readonly string[]): string[] {
  const { shown, rest } = chosenSnippets(snippets, recognized);
  return [
    ...shown.flatMap(({ for: product, code }) => [`  For ${visibleText(product)}:`, ...indented(code, "    ")]),
    ...(rest.length === 0 ? [] : line(`The JSON report also has it for ${rest.map((one) => one.for).join(", ")}.`)),
  ];
}

function checkLines({ id, outcome, summary, reference }: ReportCheck, paint: Paint): string[] {
  const [first = "", ...more] = wrapped(visibleText(`${summary} (${reference})`), " ".repeat(34));
  const said = outcome.replaceAll("-", " ");
  return [
    `  ${visibleText(id).padEnd(14)}${paint(OUTCOME_TONES[outcome], said)}${" ".repeat(Math.max(1, 18 - said.length))}${first.trimStart()}`,
    ...more,
  ];
}

function section(paint: Paint, title: string, lines: readonly string[]): string[][] {
  return lines.length === 0 ? [] : [[paint("heading", title), ...lines]];
}

function line(text: string): string[] {
  return wrapped(visibleText(text), "  ");
}

function from(evidence: readonly string[]): string {
  return evidence.length === 0 ? "" : ` (from ${evidence.map(visibleText).join(", ")})`;
}

/** The words of a fact, for a line of text. */
export function plain(value: readonly Piece[]): string {
  return value
    .map((piece) => visibleText(typeof piece === "string" ? piece : "code" in piece ? piece.code : piece.strong))
    .join("");
}

function indented(text: string, indent: string): string[] {
  return text.split("\n").map((one) => indent + one.split("\t").map(visibleText).join("\t"));
}
