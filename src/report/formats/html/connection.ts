import { visibleText } from "../../../knowledge/text.ts";
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
import { diagnosisHtml } from "./diagnosis.ts";
import { drawingOf } from "./path.ts";
import { codeOf, evidenceOf, type Html, html, linkTo, piecesOf, preOf } from "./text.ts";

/** The anchor of a section: ours, because ids of a report are foreign text. */
export function anchorOf(i: number): string {
  return `upgrade-${i + 1}`;
}

/** One connection as a section of the HTML report. */
export function connectionHtml(connection: ReportConnection, i: number): Html {
  const { id, verdict, way: path, pendingReason, diagnosis, handshake } = connection;
  const request = rawRequest(connection);
  return html`<section class="connection" id="${anchorOf(i)}">
<h2>${id} · ${piecesOf([addressPiece(connection)])}</h2>
<div class="verdict ${verdict.level}"><p><strong>${headlineOf(verdict)}.</strong> ${verdict.sentence}</p></div>
${path === null ? null : drawingOf(path, diagnosis?.causes ?? [])}
${pendingReason === null ? null : html`<h3>${pendingReason.title}</h3><p>${pendingReason.plain}</p><details><summary>For engineers</summary><p>${pendingReason.engineer}</p></details>`}
${diagnosis === null ? null : diagnosisHtml(diagnosis)}
<h3>Facts</h3>
${factsHtml(connectionFacts(connection))}
${checksHtml(readableChecks(connection))}
${intermediariesHtml(connection.intermediaries)}
${messagesHtml(connection.messages)}
${namesHtml(connection)}
${request === null ? null : html`<h3>Request</h3>${preOf(request)}`}
${handshake.response === null ? null : html`<h3>Response</h3>${preOf(rawResponse(handshake.response))}`}
</section>`;
}

/** Facts as a list of names and values. */
export function factsHtml(facts: readonly Fact[]): Html {
  return html`<dl>${facts.map(
    ({ name, value, evidence }) => html`<dt>${name}</dt><dd>${piecesOf(value)} ${evidenceOf(evidence)}</dd>`,
  )}</dl>`;
}

function checksHtml(checks: ReportConnection["checks"]): Html | null {
  if (checks.length === 0) return null;
  return html`<h3>Checks</h3>
<table class="checks"><thead><tr><th>Check</th><th>Outcome</th><th>What was found</th><th>Standard</th></tr></thead><tbody>
${checks.map(
  ({ id, outcome, summary, reference, referenceUrl, evidence }) =>
    html`<tr><td>${id}</td><td class="outcome ${outcome}">${outcome.replaceAll("-", " ")}</td><td>${summary} ${evidenceOf(evidence)}</td><td>${linkTo(reference, referenceUrl)}</td></tr>
`,
)}</tbody></table>`;
}

function intermediariesHtml(list: ReportConnection["intermediaries"]): Html | null {
  if (list.length === 0) return null;
  return html`<h3>Recognized along the way</h3>
<ul>${list.map(
    ({ name, version, confidence, evidence }) =>
      html`<li>${visibleText(`${name} ${version ?? ""}`.trim())}: ${confidence} ${evidenceOf(evidence)}</li>`,
  )}</ul>`;
}

function namesHtml(connection: ReportConnection): Html | null {
  const said = nameFacts(connection);
  if (said === null) return null;
  const cell = (text: string, i: number): Html => {
    if (i === 0) return html`<td>${codeOf(text)}</td>`;
    return i === 1 ? html`<td>${text}</td>` : html`<td class="number">${text}</td>`;
  };
  return html`<h3>Messages by name</h3>
<table><thead><tr>${NAME_COLUMNS.map((name, i) => (i < 2 ? html`<th>${name}</th>` : html`<th class="number">${name}</th>`))}</tr></thead>
<tbody>${said.rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table>
${said.notes.map((note) => html`<p>${note}</p>`)}`;
}

function messagesHtml(messages: ReportConnection["messages"]): Html | null {
  const said = messageFacts(messages);
  if (said === null) return null;
  const cell = (text: string, i: number): Html =>
    i === 0 ? html`<td>${text}</td>` : html`<td class="number">${text}</td>`;
  return html`<h3>Messages</h3>
<table><thead><tr>${MESSAGE_COLUMNS.map((name, i) => (i === 0 ? html`<th>${name}</th>` : html`<th class="number">${name}</th>`))}</tr></thead>
<tbody>${said.rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table>
${said.last === null ? null : html`<p>${said.last}</p>`}`;
}
