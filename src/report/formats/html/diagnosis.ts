import type { Snippet } from "../../../knowledge/diagnoses/diagnosis.ts";
import type { ReportCause, ReportDiagnosis } from "../../contract/format.ts";
import { codeOf, type Html, html, linkTo, preOf } from "./text.ts";

/** What was seen to go wrong, then the causes in their order, each with its repair. */
export function diagnosisHtml({
  id,
  summary,
  message,
  evidence,
  reference,
  referenceUrl,
  causes,
}: ReportDiagnosis): Html {
  const isQuoted = message !== null && evidence.some((one) => one.includes(message));
  return html`<h3>What was seen</h3>
<p>${summary} <span class="dim">(${codeOf(id)}${reference === "" ? null : html`, ${linkTo(reference, referenceUrl)}`})</span></p>
${message === null || message === "" || isQuoted ? null : html`<p>The browser's message: ${codeOf(message)}</p>`}
${listOf(evidence)}
${causes.length === 0 ? null : html`<h3>Why it may have happened</h3>${causes.map(causeHtml)}`}`;
}

function causeHtml({ id, likelihood, title, why, evidence, fix }: ReportCause, i: number): Html {
  const head = html`<summary><strong>${title}</strong><span class="likelihood">${likelihood}</span></summary>`;
  const body = html`<p>${why} <span class="dim">(${codeOf(id)})</span></p>${listOf(evidence)}
${fix === null ? null : html`<h4>How to fix it</h4><p>${fix.text}</p>${fix.snippets.map(snippetHtml)}`}`;
  return i === 0 ? html`<details open>${head}${body}</details>` : html`<details>${head}${body}</details>`;
}

function snippetHtml({ for: product, code }: Snippet, i: number): Html {
  const content = html`<summary>For ${product}</summary>${preOf(code)}`;
  return i === 0 ? html`<details open>${content}</details>` : html`<details>${content}</details>`;
}

function listOf(evidence: readonly string[]): Html | null {
  return evidence.length === 0 ? null : html`<ul>${evidence.map((one) => html`<li>${codeOf(one)}</li>`)}</ul>`;
}
