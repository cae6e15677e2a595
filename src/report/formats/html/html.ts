import { sha256 } from "@noble/hashes/sha2.js";
import type { Report, ReportConnection } from "../../contract/format.ts";
import { hostOf } from "../json/json.ts";
import { reportFacts } from "../outline/facts.ts";
import { INDEX_COLUMNS, INDEX_PIECE, indexRow } from "../outline/index-rows.ts";
import { emptyWords, type Selection } from "../outline/selection.ts";
import { anchorOf, connectionHtml, factsHtml } from "./connection.ts";
import { STYLE } from "./style.ts";
import { type Html, html, piecesOf, Html as Raw } from "./text.ts";

interface HtmlOptions {
  readonly selection?: Selection;
}

/**
 * A report as one HTML file that needs nothing else: no script, no font, no request. Its policy forbids everything but the
 * one style sheet in it, so that what a server or page wrote could do nothing even if it were markup, which it never is.
 */
export function toHtml(report: Report, options: HtmlOptions = {}): string {
  return [...htmlOf(report, options)].join("");
}

/** The same in pieces: one for each connection, and before them some for the index. */
export function* htmlOf(report: Report, { selection }: HtmlOptions = {}): Generator<string> {
  const { connections, capture } = report;
  const host = hostOf(report);
  const head = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>WebSocket handshake report${host === null ? null : ` · ${host}`}</title>
<link rel="icon" href="data:,">
<style>${new Raw(STYLE)}</style>
</head>
<body>
<header>
<h1>WebSocket handshake report</h1>
${factsHtml(reportFacts(report, selection))}
${capture.lost.length === 0 ? null : html`<div class="gaps"><strong>Gaps in the capture</strong><ul>${capture.lost.map((gap) => html`<li>${gap}</li>`)}</ul></div>`}
</header>
<main>
${connections.length === 0 ? html`<p>${emptyWords(selection)}</p>` : null}
`;
  yield head.text;
  if (connections.length > 1) yield* index(connections);
  yield "\n";
  for (const [i, connection] of connections.entries()) yield connectionHtml(connection, i).text;
  yield "\n</main>\n</body>\n</html>\n";
}

function* index(connections: Report["connections"]): Generator<string> {
  const head = INDEX_COLUMNS.map((name) => html`<th>${name}</th>`);
  yield html`<table class="index"><thead><tr>${head}</tr></thead><tbody>
`.text;
  for (let from = 0; from < connections.length; from += INDEX_PIECE) {
    const rows = connections.slice(from, from + INDEX_PIECE).map((one, i) => row(one, from + i).text);
    yield rows.join("");
  }
  yield "</tbody></table>";
}

function row(one: ReportConnection, i: number): Html {
  const { id, address, verdict, reason } = indexRow(one);
  return html`<tr><td><a href="#${anchorOf(i)}">${id}</a></td><td>${piecesOf([address])}</td><td class="${one.verdict.level}"><span class="dot"></span>${verdict}</td><td>${reason}</td></tr>
`;
}

/** Content Security Policy Level 3 §6.7.3: a style sheet is allowed by its SHA-256. */
function policy(): string {
  const digest = btoa(String.fromCharCode(...sha256(new TextEncoder().encode(STYLE))));
  return `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'`;
}
