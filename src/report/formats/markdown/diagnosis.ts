import type { Snippet } from "../../../knowledge/diagnoses/diagnosis.ts";
import type { ReportCause, ReportDiagnosis } from "../../contract/format.ts";
import { chosenSnippets } from "../outline/chosen-snippets.ts";
import { codeSpan, fenced, inline, link } from "./text.ts";

/**
 * The blocks of a diagnosis: what was seen, then the causes in their order, each with its repair.
 *
 * @param recognized the names of the products that left evidence: their snippets are shown, all others are in the JSON
 */
export function diagnosisSection(diagnosis: ReportDiagnosis | null, recognized: readonly string[]): string[] {
  if (diagnosis === null) return [];
  const { id, summary, message, evidence, reference, referenceUrl, causes } = diagnosis;
  return [
    "### Diagnosis",
    // Nothing foreign begins a line: GitLab would carry out a quick action.
    `**What was seen:** ${inline(summary)} (${codeSpan(id)}, ${link(reference, referenceUrl)})`,
    ...(message === null || message === "" || evidence.some((one) => one.includes(message))
      ? []
      : [`The browser's message: ${codeSpan(message)}`]),
    ...list(evidence),
    ...(causes.length === 0
      ? []
      : ["### Why it may have happened", ...causes.flatMap((cause, i) => causeBlocks(cause, i, recognized))]),
  ];
}

function causeBlocks(cause: ReportCause, i: number, recognized: readonly string[]): string[] {
  const { id, likelihood, title, why, evidence, fix } = cause;
  return [
    `#### ${i + 1}\\. ${inline(title)}`,
    `${likelihood[0]?.toUpperCase()}${likelihood.slice(1)} (${codeSpan(id)}). ${inline(why)}`,
    ...list(evidence),
    ...(fix === null ? [] : [`**How to fix it:** ${inline(fix.text)}`, ...snippetBlocks(fix.snippets, recognized)]),
  ];
}

function snippetBlocks(snippets: readonly Snippet[], recognized: readonly string[]): string[] {
  const { shown, rest } = chosenSnippets(snippets, recognized);
  return [
    ...shown.flatMap(({ for: product, code }) => [`For ${inline(product)}:`, fenced(code, languageOf(product))]),
    ...(rest.length === 0
      ? []
      : [`The JSON report also has it for ${rest.map((snippet) => inline(snippet.for)).join(", ")}.`]),
  ];
}

function list(evidence: readonly string[]): string[] {
  return evidence.length === 0 ? [] : [evidence.map((one) => `- ${codeSpan(one)}`).join("\n")];
}

/** Frameworks whose settings are written in a language that highlighters know; products' own formats go by their names. */
const LANGUAGES: Readonly<Record<string, string>> = { Spring: "java" };

function languageOf(product: string): string {
  return LANGUAGES[product] ?? product.toLowerCase();
}
