import { count, inSentence } from "../../knowledge/text.ts";
import type { ReportConnection } from "../contract/format.ts";
import { type Change, type ComparedRow, type ExplainingDifference, nameOf } from "./comparison.ts";

const STANDS: Readonly<Record<ReportConnection["verdict"]["level"], string>> = {
  healthy: "works",
  attention: "needs attention",
  failed: "fails",
  unknown: "has no verdict",
};

/** Most differences that a sentence names. */
const MOST = 4;

/** What came of a comparison, in plain sentences. */
export function summaryOf(
  a: ReportConnection,
  b: ReportConnection,
  change: Change,
  explanation: ExplainingDifference | null,
  differences: readonly ComparedRow[],
): string {
  if (change === "same") return same(a, differences);
  if (change === "unknown") return untold(differences);
  const both = `${outcome("A", a)}; ${outcome("B", b)}.`;
  if (change === "other") return `${both} Neither came off worse.`;
  return `${both} ${explanation?.sentence ?? unexplained(differences)}`;
}

function outcome(name: string, { verdict, diagnosis }: ReportConnection): string {
  const why = diagnosis === null ? "" : ` (${inSentence(diagnosis.summary).replace(/\.$/, "")})`;
  return `${name} ${STANDS[verdict.level]}${why}`;
}

function same({ verdict }: ReportConnection, differences: readonly ComparedRow[]): string {
  if (differences.length === 0)
    return "Nothing that was recorded differs, apart from what changes with every connection.";
  return `Both ${plural(STANDS[verdict.level])}. ${namesOf(differences)}`;
}

function untold(differences: readonly ComparedRow[]): string {
  const why = "One of the two records does not show how the connection went on, so the verdicts cannot be compared.";
  return `${why} ${differences.length === 0 ? "Nothing that both have differs." : namesOf(differences)}`;
}

function plural(verb: string): string {
  return verb.replace(/^(work|need|fail)s/, "$1").replace(/^has/, "have");
}

function unexplained(differences: readonly ComparedRow[]): string {
  const others = differences.filter(({ group }) => group !== "outcome");
  const nothing = "Nothing that is known explains the change";
  return others.length === 0
    ? `${nothing}, and nothing else that was recorded differs.`
    : `${nothing}. ${namesOf(others)}`;
}

function namesOf(differences: readonly ComparedRow[]): string {
  const names = differences.slice(0, MOST).map(nameOf);
  const more = differences.length - names.length;
  return `What differs: ${names.join(", ")}${more === 0 ? "" : ` and ${count(more, "more row")}`}.`;
}
